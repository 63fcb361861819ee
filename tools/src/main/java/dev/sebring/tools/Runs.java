package dev.sebring.tools;

import dev.sebring.api.Chart;
import dev.sebring.api.CodeLanguage;
import dev.sebring.client.DaytonaProcessTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The functions that run a program. */
final class Runs {
  static final int LONGEST_OUTPUT = 20_000;

  private static final int LONGEST_TITLE = 100;

  /** The exit code of a program that could not be started. */
  private static final int NOT_STARTED = -1;

  private static final Pattern ONLY_CD = Pattern.compile("\\s*cd(\\s+[^;&|<>()`$\\n]*)?\\s*");

  private Runs() {}

  static Done code(
      Workspace workspace,
      String code,
      CodeLanguage language,
      Duration timeout,
      String background) {
    if (code.isBlank()) {
      throw new InvalidCall("The code is empty. Send the complete source code of the program.");
    }
    Place place = workspace.place();
    return timed(
        workspace,
        timeout,
        background,
        () ->
            described(
                workspace, workspace.runner().code(code, language, place, timeout), place, ""));
  }

  static void requireCommand(String command) {
    if (command.isBlank()) {
      throw new InvalidCall("The command is empty. Send what bash is to run.");
    }
  }

  static Done command(Workspace workspace, String command, Duration timeout, String background) {
    requireCommand(command);
    Place place = workspace.place();
    return timed(
        workspace,
        timeout,
        background,
        () -> {
          Ran ran = workspace.runner().command(command, place, timeout);
          Place next = move(workspace, place, ran.directory());
          if (ran.exitCode() == 0
              && ran.directory() != null
              && ONLY_CD.matcher(command).matches()) {
            return new Done(false, changed(next), false, details(ran, null));
          }
          return described(
              workspace,
              ran,
              place,
              next.equals(place) ? "" : "[the working directory is now " + next.directory() + "]");
        });
  }

  static Done changeDirectory(Workspace workspace, String directory, Duration timeout) {
    Place place = workspace.place();
    String target = directory.equals("-") ? previous(place) : workspace.resolve(directory);
    Place anywhere = new Place("/", null); // the working directory may be gone
    return timed(
        workspace,
        timeout,
        "take another directory",
        () -> {
          Ran ran = workspace.runner().command("cd " + RemotePath.quote(target), anywhere, timeout);
          if (ran.exitCode() != 0 || ran.directory() == null) {
            return Done.failed(
                "Could not change to "
                    + directory
                    + ": "
                    + ran.output().strip()
                    + ". Use list_files to see what is there.");
          }
          return new Done(
              false, changed(move(workspace, place, ran.directory())), false, details(ran, null));
        });
  }

  private static String previous(Place place) {
    if (place.previous() == null) {
      throw new InvalidCall(
          "There is no previous directory: this session has not changed its directory yet.");
    }
    return place.previous();
  }

  private static String changed(Place place) {
    return "Changed directory to: " + place.directory();
  }

  private static Place move(Workspace workspace, Place place, @Nullable String directory) {
    Place next = place.then(directory);
    if (!next.equals(place)) {
      workspace.moveTo(next);
    }
    return next;
  }

  private static Done described(Workspace workspace, Ran ran, Place place, String note) {
    if (ran.exitCode() == NOT_STARTED) {
      return Done.failed(
          "The program could not be started in "
              + place.directory()
              + ": "
              + ran.output().strip()
              + ". If that directory is gone, use change_directory to go to one that exists.");
    }
    Shown shown = show(workspace, ran.output());
    StringBuilder text = new StringBuilder(shown.text().text());
    if (ran.output().isEmpty()) {
      text.append("[no output]");
    }
    if (ran.exitCode() != 0) {
      onNewLine(text).append("[exit code ").append(ran.exitCode()).append(']');
    }
    if (ran.limit() != null) {
      onNewLine(text).append('[').append(ran.limit()).append(']');
    }
    for (Chart chart : ran.charts()) {
      onNewLine(text).append("[shown: ").append(named(chart)).append(']');
    }
    if (!note.isEmpty()) {
      onNewLine(text).append(note);
    }
    return new Done(false, text.toString(), shown.text().truncated(), details(ran, shown.file()));
  }

  static StringBuilder onNewLine(StringBuilder text) {
    return text.length() > 0 && text.charAt(text.length() - 1) != '\n' ? text.append('\n') : text;
  }

  private static String named(Chart chart) {
    boolean known = chart.type() != null && !chart.type().equals("unknown");
    String kind = known ? chart.type() + " chart" : "figure";
    String title = chart.title() == null ? "" : chart.title().strip();
    return title.isEmpty()
        ? kind
        : kind + " \"" + title.substring(0, ShortText.boundary(title, LONGEST_TITLE)) + "\"";
  }

  private static RunDetails details(Ran ran, @Nullable String file) {
    return new RunDetails(
        ran.exitCode(), ran.output(), ran.stdout(), ran.stderr(), file, ran.charts(), null);
  }

  /**
   * @param background how to run it for longer
   */
  private static Done timed(
      Workspace workspace, Duration timeout, String background, Supplier<Done> run) {
    try {
      return run.get();
    } catch (DaytonaProcessTimeoutException e) {
      String output = e.result() == null ? "" : e.result();
      Shown shown = show(workspace, output);
      String until =
          e.result() == null
              ? "The server does not tell what it had printed. "
              : "Until then it had printed:\n" + shown.text().text() + "\n";
      String next =
          "Give a longer timeout_seconds, make it do less, or "
              + background
              + ". It reads no input.";
      String message =
          "The program was killed with everything it had started, because it had not ended after "
              + Seconds.of(timeout)
              + " s. "
              + (e.limit() == null ? "" : e.limit() + " ");
      return new Done(
          true,
          message + until + next,
          shown.text().truncated(),
          new RunDetails(null, output, e.stdout(), e.stderr(), shown.file(), List.of(), null));
    }
  }

  static Shown show(Workspace workspace, String output) {
    AtomicReference<@Nullable String> file = new AtomicReference<>();
    ShortText text =
        ShortText.of(
            output,
            LONGEST_OUTPUT,
            () -> {
              SavedOutput saved = SavedOutput.save(workspace.sandbox().getFs(), output);
              file.set(saved.path());
              return saved.sentence();
            });
    return new Shown(text, file.get());
  }

  /** An output as a model sees it, and where the whole of it is. */
  record Shown(ShortText text, @Nullable String file) {}
}
