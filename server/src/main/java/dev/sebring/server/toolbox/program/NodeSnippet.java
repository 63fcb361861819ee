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
 * A JavaScript or TypeScript program, run as {@code node snippet.js} in its working directory
 * would, though there is no such file: a CommonJS or an ES module as Node decides, {@code
 * require.main}, {@code __filename}, packages and files beside it, stack traces that name it,
 * {@code new Worker(__filename)}. TypeScript goes through {@code tsx}, which the sandbox must have,
 * with top-level {@code await} besides. What a program can see of it: it cannot be forked or
 * imported by its own name. Node 22.15 or later; on Node 20 the texts of some errors differ.
 * Immutable and thread-safe.
 */
public final class NodeSnippet implements Program {
  private static final Descriptor PROGRAM = new Descriptor(3);
  private static final Descriptor BOOTSTRAP = new Descriptor(4);
  private static final Pattern LINE_END = Pattern.compile("\n");
  private static final String IMPORT =
      "data:text/javascript,"
          + LINE_END.matcher(BundledScript.text(NodeSnippet.class, "import.mjs")).replaceAll("");

  private final String file;
  private final String code;
  private final List<String> arguments;

  private NodeSnippet(String file, String code, List<String> arguments) {
    this.file = file;
    this.code = requireNonNull(code, "code");
    this.arguments = List.copyOf(arguments);
  }

  public static NodeSnippet javaScript(String code, List<String> arguments) {
    return new NodeSnippet("snippet.js", code, arguments);
  }

  public static NodeSnippet typeScript(String code, List<String> arguments) {
    return new NodeSnippet("snippet.ts", code, arguments);
  }

  @Override
  public List<SpawnRequestBuilder> starts(Map<String, String> variables) {
    List<String> words = new ArrayList<>(List.of("node", "--import", IMPORT, file));
    words.addAll(arguments);
    return List.of(
        SpawnRequest.builder(words)
            .env(variables)
            .input(PROGRAM, code.getBytes(StandardCharsets.UTF_8))
            .input(BOOTSTRAP, BundledScript.bytes(NodeSnippet.class, "bootstrap.js")));
  }

  @Override
  public String missingInterpreter() {
    return "node: command not found: this sandbox's image or PATH has no Node.js\n";
  }
}
