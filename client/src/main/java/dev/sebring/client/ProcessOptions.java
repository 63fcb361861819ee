package dev.sebring.client;

import dev.sebring.api.CreateProcessRequest;
import dev.sebring.api.ProcessTerminal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Process#start(ProcessOptions)} starts. This class is not thread-safe.
 *
 * <pre>{@code
 * ProcessOptions.command("npm run dev").setCwd("/home/daytona/app").setName("web")
 * }</pre>
 */
public final class ProcessOptions {
  private final @Nullable String command;
  private final @Nullable List<String> argv;
  private @Nullable String name;
  private @Nullable String cwd;
  private @Nullable Map<String, String> env;
  private @Nullable String user;
  private @Nullable String shell;
  private @Nullable Boolean login;
  private boolean stdin;
  private @Nullable Duration executionTimeout;
  private @Nullable ProcessTerminal terminal;

  private ProcessOptions(@Nullable String command, @Nullable List<String> argv) {
    this.command = command;
    this.argv = argv;
  }

  /** A command for the sandbox's shell. */
  public static ProcessOptions command(String command) {
    return new ProcessOptions(Objects.requireNonNull(command, "command"), null);
  }

  /** A program with its arguments, which no shell reads: right for what others have written. */
  public static ProcessOptions argv(String... argv) {
    return new ProcessOptions(null, List.of(argv));
  }

  /** An interactive shell on a terminal of 80 columns and 24 rows. */
  public static ProcessOptions terminal() {
    return new ProcessOptions(null, null).setTerminal(80, 24);
  }

  /** Sets a name that finds it while it runs; of two with one name the second is refused. */
  public ProcessOptions setName(@Nullable String value) {
    name = value;
    return this;
  }

  /** Sets where it starts; {@code null}: in the sandbox's working directory. */
  public ProcessOptions setCwd(@Nullable String value) {
    cwd = value;
    return this;
  }

  /** Sets what is added to its environment. */
  public ProcessOptions setEnv(Map<String, String> value) {
    env = Map.copyOf(value);
    return this;
  }

  /** Sets whose it is; {@code null}: the sandbox's user. */
  public ProcessOptions setUser(@Nullable String value) {
    user = value;
    return this;
  }

  /** Sets the shell that runs the command, by name or path; {@code null}: bash, or else sh. */
  public ProcessOptions setShell(@Nullable String value) {
    shell = value;
    return this;
  }

  /** Sets whether the shell reads the user's profile. Default: not. */
  public ProcessOptions setLogin(boolean value) {
    login = value;
    return this;
  }

  /** Sets whether it can be written to. Default: its standard input is at its end. */
  public ProcessOptions setStdin(boolean open) {
    stdin = open;
    return this;
  }

  /**
   * Sets when the server kills it with all that it has started; {@code null} or zero: never. That
   * holds whether or not this client waits.
   */
  public ProcessOptions setExecutionTimeout(@Nullable Duration value) {
    executionTimeout = value;
    return this;
  }

  /** Runs it on a terminal of this size, each 1 to 1000, which is also its open standard input. */
  public ProcessOptions setTerminal(int cols, int rows) {
    terminal = new ProcessTerminal(cols, rows);
    return this;
  }

  String what() {
    return name == null ? "a process" : "process " + name;
  }

  CreateProcessRequest request() {
    return new CreateProcessRequest(
        terminal == null ? "exec" : "pty",
        command,
        argv,
        cwd,
        env,
        name,
        stdin || terminal != null ? "open" : "closed",
        null,
        login,
        executionTimeout == null ? null : executionTimeout.toMillis(),
        shell,
        user,
        null,
        terminal);
  }
}
