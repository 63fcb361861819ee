package dev.sebring.tools;

import dev.sebring.api.Session;
import dev.sebring.api.SessionCommand;
import dev.sebring.api.SessionCommandLogs;
import dev.sebring.api.SessionExecuteRequest;
import dev.sebring.client.DaytonaException;
import dev.sebring.client.DaytonaFileNotFoundException;
import dev.sebring.client.DaytonaNotFoundException;
import dev.sebring.client.DaytonaTooLargeException;
import dev.sebring.client.Process;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The functions for programs that run on while a model does other things. Each is a session of the
 * server with one command, so that all that is known of it is in the sandbox: another process that
 * uses the toolkit finds it, too.
 */
final class BackgroundFunctions {
  /** So many that have ended keep their output. */
  static final int KEPT = 8;

  private static final String PREFIX = "bg-";

  /** A shell of its own, so that {@code exit} ends the program and not the session. */
  private static final String SHELL = " && \"$(command -v bash || command -v sh)\" -c ";

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
  private static final int LONGEST_COMMAND = 80;
  private static final char REPLACEMENT = '\uFFFD';

  private BackgroundFunctions() {}

  static Done start(Workspace workspace, String command) {
    Runs.requireCommand(command);
    String directory = workspace.place().directory();
    if (!isDirectory(workspace, directory)) {
      return Done.failed(
          "The program could not be started: the working directory "
              + directory
              + " is gone. Use change_directory to go to one that exists.");
    }
    Process process = workspace.sandbox().getProcess();
    forgetOldest(process);
    String id = PREFIX + UUID.randomUUID().toString().substring(0, 8);
    process.createSession(id);
    try {
      process.executeSessionCommand(
          id,
          // Standard input stays open: many a development server ends when its own does.
          new SessionExecuteRequest(
              "cd " + RemotePath.quote(directory) + SHELL + RemotePath.quote(command),
              true,
              null,
              null),
          null);
    } catch (DaytonaException e) {
      try {
        process.deleteSession(id);
      } catch (DaytonaException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
    return new Done(
        false,
        "Started in the background as "
            + id
            + ". Look at what it prints with read_output, end it with stop_process.",
        false,
        started(id));
  }

  private static boolean isDirectory(Workspace workspace, String path) {
    try {
      return workspace.sandbox().getFs().getFileDetails(path).isDir();
    } catch (DaytonaFileNotFoundException gone) {
      return false;
    }
  }

  private static void forgetOldest(Process process) {
    List<Session> ended =
        programs(process)
            .filter(session -> command(session).exitCode() != null)
            .collect(Collectors.toList());
    for (Session session : ended.subList(0, Math.max(0, ended.size() - KEPT + 1))) {
      delete(process, session.sessionId());
    }
  }

  /**
   * What a program has printed, and whether it still runs.
   *
   * @param from the character to begin with
   * @param wait how long it may take to end before that
   */
  static Done read(Workspace workspace, String id, int from, Duration wait) {
    Process process = workspace.sandbox().getProcess();
    SessionCommand command = awaitEnd(process, id, command(find(process, id)), wait);
    SessionCommandLogs logs = process.getSessionCommandLogs(id, command.id());
    String output = workspace.runner().printed(logs);
    String news = output.substring(ShortText.boundary(output, from));
    Runs.Shown shown = Runs.show(workspace, news);
    StringBuilder text = new StringBuilder(shown.text().text());
    if (news.isEmpty()) {
      text.append(output.isEmpty() ? "[no output]" : "[no new output]");
    }
    Runs.onNewLine(text).append('[').append(state(command));
    if (command.exitCode() == null) {
      text.append("; from_character ").append(whole(output)).append(" leaves this out");
    }
    text.append(']');
    return new Done(
        false,
        text.toString(),
        shown.text().truncated(),
        details(id, command, output, logs, shown.file()));
  }

  /** How many characters end before one of which only the first bytes have been printed yet. */
  private static int whole(String output) {
    int end = output.length();
    while (end > 0 && output.charAt(end - 1) == REPLACEMENT) {
      end--;
    }
    return end;
  }

  private static SessionCommand awaitEnd(
      Process process, String id, SessionCommand command, Duration wait) {
    long deadline = System.nanoTime() + wait.toNanos();
    SessionCommand latest = command;
    long left = wait.toNanos();
    while (latest.exitCode() == null && left > 0) {
      try {
        TimeUnit.NANOSECONDS.sleep(Math.min(left, BETWEEN_LOOKS.toNanos()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return latest;
      }
      latest = process.getSessionCommand(id, command.id());
      left = deadline - System.nanoTime();
    }
    return latest;
  }

  /** Ends a program with all that it has started, and shows for the last time what it printed. */
  static Done stop(Workspace workspace, String id) {
    Process process = workspace.sandbox().getProcess();
    SessionCommand command = command(find(process, id));
    SessionCommandLogs logs = lastLogs(process, id, command.id());
    delete(process, id);
    String how =
        command.exitCode() == null
            ? "Stopped " + id + " with all that it had started."
            : id + " had already ended, with exit code " + command.exitCode() + ".";
    if (logs == null) {
      return new Done(
          false, how + " What it had printed was too large to take.", true, started(id));
    }
    String output = workspace.runner().printed(logs);
    Runs.Shown shown = Runs.show(workspace, output);
    String printed =
        output.isEmpty() ? " It had printed nothing." : " It had printed:\n" + shown.text().text();
    return new Done(
        false,
        how + printed,
        shown.text().truncated(),
        details(id, command, output, logs, shown.file()));
  }

  private static @Nullable SessionCommandLogs lastLogs(
      Process process, String id, String commandId) {
    try {
      return process.getSessionCommandLogs(id, commandId);
    } catch (DaytonaTooLargeException e) {
      return null; // which must not keep it from being stopped
    }
  }

  private static void delete(Process process, String id) {
    try {
      process.deleteSession(id);
    } catch (DaytonaNotFoundException alreadyGone) {
      return; // what was wanted
    }
  }

  private static Session find(Process process, String id) {
    List<Session> programs = programs(process).collect(Collectors.toList());
    return programs.stream()
        .filter(session -> session.sessionId().equals(id))
        .findFirst()
        .orElseThrow(() -> new InvalidCall(unknown(id, programs)));
  }

  private static String unknown(String id, List<Session> programs) {
    String these =
        programs.isEmpty()
            ? "There is none at all: what ran has ended with the sandbox if that was stopped. Start"
                + " it again with run_background."
            : "These exist:\n"
                + programs.stream()
                    .map(BackgroundFunctions::line)
                    .collect(Collectors.joining("\n"));
    return "There is no background program " + id + " in the sandbox. " + these;
  }

  private static String line(Session session) {
    SessionCommand command = command(session);
    return session.sessionId() + " (" + state(command) + "): " + asGiven(command.command());
  }

  private static String state(SessionCommand command) {
    return command.exitCode() == null
        ? "still running"
        : "ended with exit code " + command.exitCode();
  }

  /** The beginning of what the model sent. */
  private static String asGiven(String command) {
    String quoted = command.substring(command.indexOf(SHELL) + SHELL.length());
    String given = quoted.substring(1).replace("'\\''", "'").lines().findFirst().orElse("");
    int end = given.endsWith("'") ? given.length() - 1 : given.length();
    return end <= LONGEST_COMMAND
        ? given.substring(0, end)
        : given.substring(0, ShortText.boundary(given, LONGEST_COMMAND)) + "...";
  }

  /** Those that were started; one of them may only now be starting. */
  private static Stream<Session> programs(Process process) {
    return process.listSessions().stream()
        .filter(session ->
            session.sessionId().startsWith(PREFIX)
                && session.commands().size() == 1
                && command(session).command().contains(SHELL));
  }

  private static SessionCommand command(Session session) {
    return session.commands().get(0);
  }

  private static RunDetails started(String id) {
    return new RunDetails(null, "", null, null, null, List.of(), id);
  }

  private static RunDetails details(
      String id,
      SessionCommand command,
      String output,
      SessionCommandLogs logs,
      @Nullable String file) {
    return new RunDetails(
        command.exitCode(), output, logs.stdout(), logs.stderr(), file, List.of(), id);
  }
}
