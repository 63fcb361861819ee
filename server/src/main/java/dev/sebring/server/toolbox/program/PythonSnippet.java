package dev.sebring.server.toolbox.program;

import static java.util.Objects.requireNonNull;

import dev.sebring.sandbox.guest.Descriptor;
import dev.sebring.sandbox.guest.SpawnRequest;
import dev.sebring.sandbox.guest.SpawnRequestBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A Python program, run as {@code python3 -u snippet.py} in its working directory would, though
 * there is no such file: {@code __main__}, {@code sys.argv}, {@code sys.path}, tracebacks with
 * source lines and none of ours, and child processes that import {@code __main__}. What a program
 * can see of it: {@code open(__file__)} fails, two frames of ours are below its first, and before
 * Python 3.13 an exception in {@code __del__} shows no source line. Figures that it shows with
 * matplotlib are handed over on a descriptor, see {@link #isChart}. Immutable and thread-safe.
 */
public final class PythonSnippet implements Program {
  private static final Descriptor PROGRAM = new Descriptor(3);
  private static final Descriptor BOOTSTRAP = new Descriptor(4);
  private static final Descriptor CHARTS = new Descriptor(5);

  /** A program that says none of these runs without the part that hands charts over. */
  private static final Pattern PLOTTING = Pattern.compile("matplotlib|pylab|seaborn");

  private static final String START = "exec(__import__('posix').read(4,65536),{})";

  private final String code;
  private final List<String> arguments;

  public PythonSnippet(String code, List<String> arguments) {
    this.code = requireNonNull(code, "code");
    this.arguments = List.copyOf(arguments);
  }

  @Override
  public List<SpawnRequestBuilder> starts(Map<String, String> variables) {
    List<String> words = new ArrayList<>(List.of("python3", "-u", "-c", START));
    words.addAll(arguments);
    boolean plots = PLOTTING.matcher(code).find();
    SpawnRequestBuilder start =
        SpawnRequest.builder(words)
            .env(variables)
            .input(PROGRAM, code.getBytes(StandardCharsets.UTF_8))
            .input(BOOTSTRAP, bootstrap(plots));
    return List.of(plots ? start.output(CHARTS) : start);
  }

  private static byte[] bootstrap(boolean plots) {
    String charts =
        plots
            ? "r\"\"\"" + BundledScript.text(PythonSnippet.class, "charts.py") + "\"\"\""
            : "None";
    String bootstrap = BundledScript.text(PythonSnippet.class, "bootstrap.py");
    return ("CHARTS = " + charts + "\n" + bootstrap).getBytes(StandardCharsets.UTF_8);
  }

  /** Whether a line of JSON for each chart comes on this descriptor, which is private to us. */
  public static boolean isChart(Descriptor descriptor) {
    return descriptor.equals(CHARTS);
  }

  @Override
  public String missingInterpreter() {
    return "python3: command not found: this sandbox's image or PATH has no Python 3\n";
  }
}
