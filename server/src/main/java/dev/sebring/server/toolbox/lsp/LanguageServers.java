package dev.sebring.server.toolbox.lsp;

import dev.sebring.api.CodeLanguage;
import dev.sebring.sandbox.SandboxId;
import dev.sebring.sandbox.guest.ExitStatus;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.sandbox.guest.GuestPath;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.ProcessRecord;
import dev.sebring.sandbox.guest.SignalScope;
import dev.sebring.sandbox.guest.SpawnRequest;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.toolbox.files.FileNames;
import dev.sebring.server.toolbox.files.FilePaths;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The language servers that run in sandboxes, each for one language and project. Which there are,
 * the guests know; what is here is the conversations. Thread-safe.
 */
final class LanguageServers {
  /** In one sandbox. */
  private static final int MOST = 8;

  /** More than {@link MessageReader#MAX_MESSAGE_BYTES}, which are read as they come. */
  private static final long LOG_BYTES = 2L * MessageReader.MAX_MESSAGE_BYTES;

  private static final int SIGKILL = 9;

  private final Map<Key, Turn> turns = new ConcurrentHashMap<>();

  /**
   * Starts one, unless it runs.
   *
   * @throws ApiException 503 if the sandbox has no such program, 409 if it has too many, 502 or 504
   *     if it fails
   */
  void start(CodeLanguage language, String project, ToolboxContext sandbox) {
    GuestPath directory = directory(project, sandbox);
    ServerLabel label = new ServerLabel(language, FileNames.text(directory));
    inTurn(
        label,
        sandbox,
        turn -> {
          if (!turn.isRunning()) {
            turn.server = started(label, directory, sandbox, turn);
          }
          return label;
        });
  }

  /**
   * Ends one.
   *
   * @throws ApiException 400 {@code LSP_SERVER_NOT_INITIALIZED} if it does not run
   */
  void stop(CodeLanguage language, String project, ToolboxContext sandbox) {
    GuestPath directory = directory(project, sandbox);
    ServerLabel label = new ServerLabel(language, FileNames.text(directory));
    inTurn(
        label,
        sandbox,
        turn -> {
          ProjectServer server = turn.server;
          if (server != null && server.isRunning()) {
            server.close();
          } else if (!endLeftOver(label, sandbox.guest())) {
            throw Failures.notInitialized(label);
          }
          return label;
        });
  }

  /**
   * Uses one that was started.
   *
   * @throws ApiException 400 {@code LSP_SERVER_NOT_INITIALIZED} if it does not run
   */
  <T> T use(
      CodeLanguage language,
      String project,
      ToolboxContext sandbox,
      Function<ProjectServer, T> call) {
    GuestPath directory = directory(project, sandbox);
    ServerLabel label = new ServerLabel(language, FileNames.text(directory));
    return inTurn(
        label,
        sandbox,
        turn -> {
          if (!turn.isRunning()) {
            if (!isLeftOver(label, sandbox.guest())) {
              throw Failures.notInitialized(label);
            }
            turn.server = started(label, directory, sandbox, turn);
          }
          return call.apply(turn.required());
        });
  }

  private <T> T inTurn(ServerLabel label, ToolboxContext sandbox, Function<Turn, T> call) {
    Key key = new Key(sandbox.id(), label);
    while (true) {
      Turn turn = turns.computeIfAbsent(key, _ -> new Turn());
      turn.take();
      try {
        if (turns.get(key) == turn) {
          return call.apply(turn);
        }
      } finally {
        if (!turn.isRunning()) {
          turns.remove(key, turn);
        }
        turn.give();
      }
    }
  }

  private void forget(Key key, Turn turn) {
    turn.take();
    try {
      if (!turn.isRunning()) {
        turns.remove(key, turn);
      }
    } finally {
      turn.give();
    }
  }

  private ProjectServer started(
      ServerLabel label, GuestPath project, ToolboxContext sandbox, Turn turn) {
    Guest guest = sandbox.guest();
    endLeftOver(label, guest);
    long others =
        turns.entrySet().stream()
            .filter(entry -> entry.getKey().sandbox().equals(sandbox.id()))
            .filter(entry -> entry.getValue() != turn)
            .count();
    if (others >= MOST) {
      throw Failures.tooMany(MOST);
    }
    Program program = Program.of(label.languageServer());
    GuestProcess process;
    try {
      process =
          guest.spawn(
              SpawnRequest.builder(program.commandLine())
                  .user(sandbox.user())
                  .directory(project)
                  .label(label.text())
                  .logCap(LOG_BYTES)
                  .openStdin()
                  .build());
    } catch (GuestException e) {
      throw Failures.notStarted(program, e, sandbox.resources());
    }
    Key key = new Key(sandbox.id(), label);
    return ProjectServer.initialize(
        label, project, Connection.open(guest, process, () -> forget(key, turn)));
  }

  /** Whether one runs that this server does not speak with: started before it was. */
  private static boolean isLeftOver(ServerLabel label, Guest guest) {
    return !processes(label, guest).isEmpty();
  }

  private static boolean endLeftOver(ServerLabel label, Guest guest) {
    List<ProcessRecord> processes = processes(label, guest);
    processes.forEach(process -> guest.signalIfThere(process.id(), SIGKILL, SignalScope.TREE));
    return !processes.isEmpty();
  }

  private static List<ProcessRecord> processes(ServerLabel label, Guest guest) {
    return guest.processes().stream()
        .filter(process -> process.exit() instanceof ExitStatus.Running)
        .filter(process -> ServerLabel.parse(process.label()).filter(label::equals).isPresent())
        .toList();
  }

  private static GuestPath directory(String project, ToolboxContext sandbox) {
    GuestPath path = FileUris.real(FilePaths.resolve(project, sandbox), sandbox);
    if (!sandbox.guest().files(sandbox.user()).stat(path).isDirectory()) {
      throw ApiException.badRequest(
          "bad request: pathToProject must be a directory, which " + path + " is not");
    }
    return path;
  }

  private record Key(SandboxId sandbox, ServerLabel label) {}
}
