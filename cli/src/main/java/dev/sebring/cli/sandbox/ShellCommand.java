package dev.sebring.cli.sandbox;

import dev.sebring.client.Daytona;
import dev.sebring.client.DaytonaException;
import dev.sebring.client.PtyCreateOptions;
import dev.sebring.client.PtyHandle;
import dev.sebring.client.PtyResult;
import dev.sebring.client.Sandbox;
import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Attributes.OutputFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sebring shell}: this terminal becomes one of a sandbox until the shell there ends. */
@Command(
    name = "shell",
    description = {
      "Opens a shell in a sandbox, in this terminal. Every key goes to the sandbox; leave with"
          + " `exit` or Ctrl-D.",
      "Exits with the shell's exit code. Without a terminal, use `sebring sandbox exec`."
    },
    footer = {"", "Example:", "  sebring shell box"})
public final class ShellCommand implements Callable<Integer> {
  private static final int BUFFER_BYTES = 8192;

  @Option(names = "--cwd", description = "Where it starts; the sandbox's working directory.")
  private @Nullable String cwd;

  @Parameters(index = "0", paramLabel = "SANDBOX", description = "Id or name.")
  private String sandbox = "";

  @Override
  public Integer call() throws IOException {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      throw new DaytonaException(
          "Tried to open a shell, but this program's input and output are no terminal: run a"
              + " command by `sebring sandbox exec`");
    }
    // The library asks the terminal nothing: an answer that comes late would be taken for keys.
    try (Daytona daytona = new Daytona();
        Terminal terminal = TerminalBuilder.builder().graphemeCluster(false).build()) {
      return converse(terminal, daytona.get(sandbox));
    }
  }

  private int converse(Terminal terminal, Sandbox target) {
    Attributes before = terminal.enterRawMode();
    terminal.setAttributes(rawest(terminal.getAttributes()));
    PtyCreateOptions options =
        new PtyCreateOptions()
            .setCwd(cwd)
            .setCols(terminal.getColumns())
            .setRows(terminal.getRows())
            .setOnData(bytes -> show(terminal, bytes));
    try (PtyHandle shell = target.getProcess().createPty(options)) {
      terminal.handle(
          Terminal.Signal.WINCH, signal -> shell.resize(terminal.getColumns(), terminal.getRows()));
      Thread typing = new Thread(() -> type(shell), "typing");
      typing.setDaemon(true);
      typing.start();
      PtyResult result = shell.waitForExit();
      if (result.exitCode() < 0) {
        throw new DaytonaException(
            "The shell in sandbox " + target.getId() + " was lost: " + result.error());
      }
      return result.exitCode();
    } finally {
      terminal.setAttributes(before);
    }
  }

  /** No key is a signal here, and no character is changed on its way: the sandbox does both. */
  private static Attributes rawest(Attributes raw) {
    Attributes attributes = new Attributes(raw);
    attributes.setLocalFlag(LocalFlag.ISIG, false);
    attributes.setOutputFlag(OutputFlag.OPOST, false);
    attributes.setControlChar(ControlChar.VMIN, 1);
    attributes.setControlChar(ControlChar.VTIME, 0);
    return attributes;
  }

  private static void show(Terminal terminal, byte[] bytes) {
    try {
      terminal.output().write(bytes);
      terminal.output().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Not by way of the library's own stream, which cannot be closed while somebody reads. */
  private static void type(PtyHandle shell) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      for (int count = System.in.read(buffer); count >= 0; count = System.in.read(buffer)) {
        shell.sendInput(Arrays.copyOf(buffer, count));
      }
      shell.kill();
    } catch (IOException | DaytonaException e) {
      shell.disconnect();
    }
  }
}
