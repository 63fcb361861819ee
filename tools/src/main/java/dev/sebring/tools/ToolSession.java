package dev.sebring.tools;

import dev.sebring.api.CodeLanguage;
import dev.sebring.client.DaytonaException;
import dev.sebring.client.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The functions for one session, for calls from Java. No method throws because of what a server
 * answered: the result says so. This class is thread-safe.
 */
public final class ToolSession {
  private final String id;
  private final ToolsConfig config;
  private final SessionSandbox sandbox;

  ToolSession(String id, ToolsConfig config, SessionSandbox sandbox) {
    this.id = id;
    this.config = config;
    this.sandbox = sandbox;
  }

  /** The session's id. */
  public String id() {
    return id;
  }

  /** The id of its sandbox; {@code null} before the first call that needed one. */
  public @Nullable String sandboxId() {
    Sandbox known = sandbox.known();
    return known == null ? null : known.getId();
  }

  /**
   * Where it works; {@code null} before that was needed. A framework keeps this with the session
   * and gives it back to the next process.
   */
  public @Nullable String workingDirectory() {
    return sandbox.knownDirectory();
  }

  /**
   * Works in this directory if the session's sandbox still exists; a new sandbox starts with its
   * own.
   */
  public void restoreWorkingDirectory(String directory) {
    sandbox.restoreDirectory(directory);
  }

  /**
   * Runs a program in the working directory.
   *
   * @param language {@code null}: the toolkit's
   * @param timeout after which it is killed; {@code null}, or more than the toolkit's: the
   *     toolkit's
   */
  public ToolResult runCode(
      String code, @Nullable CodeLanguage language, @Nullable Duration timeout) {
    CodeLanguage chosen = language == null ? config.sandboxLanguage() : language;
    return inSandbox(
        workspace -> Runs.code(workspace, code, chosen, limit(timeout), config.backgroundAdvice()));
  }

  /**
   * Runs a shell command in the working directory, which then is the one that the shell ended in.
   *
   * @param timeout after which it is killed; {@code null}, or more than the toolkit's: the
   *     toolkit's
   */
  public ToolResult runShellCommand(String command, @Nullable Duration timeout) {
    return inSandbox(
        workspace -> Runs.command(workspace, command, limit(timeout), config.backgroundAdvice()));
  }

  /** Writes a file: exactly this text in UTF-8, with the directories above it. */
  public ToolResult createFile(String path, String content) {
    return inSandbox(workspace -> FileFunctions.create(workspace, path, content));
  }

  /** Reads a text file; what is not text is an error. */
  public ToolResult readFile(String path) {
    return inSandbox(workspace -> FileFunctions.read(workspace, path));
  }

  /**
   * Lists a directory.
   *
   * @param directory {@code null}: the working directory
   */
  public ToolResult listFiles(@Nullable String directory) {
    return inSandbox(
        workspace -> FileFunctions.list(workspace, directory == null ? "." : directory));
  }

  /**
   * Deletes a file, or a directory with everything in it; never the root, the home directory, or
   * one above that.
   */
  public ToolResult deleteFile(String path) {
    return inSandbox(workspace -> FileFunctions.delete(workspace, path, config.timeout()));
  }

  /**
   * Looks for files by name, or for lines with a text in them.
   *
   * @param namePattern with {@code *} and {@code ?}; {@code null}: any name
   * @param text taken literally; {@code null}: only names count
   * @param directory {@code null}: the working directory
   */
  public ToolResult searchFiles(
      @Nullable String namePattern, @Nullable String text, @Nullable String directory) {
    return inSandbox(workspace ->
        SearchFunctions.search(workspace, namePattern, text, directory == null ? "." : directory));
  }

  /** Replaces a text in files, wherever it is in them; an error if that failed for any. */
  public ToolResult replaceInFiles(List<String> paths, String oldText, String newText) {
    return inSandbox(workspace -> SearchFunctions.replace(workspace, paths, oldText, newText));
  }

  /**
   * Copies a file of the toolkit's local directory to the sandbox.
   *
   * @param localPath below that directory, or absolute and in it
   */
  public ToolResult uploadFile(String localPath, String path) {
    return inSandbox(
        workspace -> TransferFunctions.upload(workspace, config.localDirectory(), localPath, path));
  }

  /**
   * Copies a file of the sandbox to the toolkit's local directory.
   *
   * @param localPath below that directory, or absolute and in it
   */
  public ToolResult downloadFile(String path, String localPath) {
    return inSandbox(workspace ->
        TransferFunctions.download(workspace, config.localDirectory(), path, localPath));
  }

  /**
   * Starts a shell command in the working directory, which runs on until it ends, is stopped, or
   * its sandbox is; {@link RunDetails#processId} names it. Its standard input stays open, with
   * nothing in it. Of those that have ended, the last eight are kept; what an older one has left
   * running ends.
   */
  public ToolResult runBackground(String command) {
    return inSandbox(workspace -> BackgroundFunctions.start(workspace, command));
  }

  /**
   * What a program in the background has printed, and whether it still runs; an error if there is
   * none of this id.
   *
   * @param fromCharacter where in the output the result's text begins
   * @param wait how long it may take to end first; {@code null}: the answer is at once; more than
   *     the toolkit's timeout: that
   */
  public ToolResult readOutput(String processId, int fromCharacter, @Nullable Duration wait) {
    Duration longest = wait == null ? Duration.ZERO : limit(wait);
    return inSandbox(
        workspace -> BackgroundFunctions.read(workspace, processId, fromCharacter, longest));
  }

  /**
   * Ends a program in the background with all that it has started, and forgets it; an error if
   * there is none of this id.
   */
  public ToolResult stopProcess(String processId) {
    return inSandbox(workspace -> BackgroundFunctions.stop(workspace, processId));
  }

  /** Changes the working directory. */
  public ToolResult changeDirectory(String directory) {
    return inSandbox(workspace -> Runs.changeDirectory(workspace, directory, config.timeout()));
  }

  void end() {
    sandbox.end();
  }

  private Duration limit(@Nullable Duration timeout) {
    return timeout == null || timeout.compareTo(config.timeout()) > 0 ? config.timeout() : timeout;
  }

  private ToolResult inSandbox(Function<Workspace, Done> function) {
    long start = System.nanoTime();
    try {
      Done done = sandbox.use(function);
      Duration duration = Duration.ofNanos(System.nanoTime() - start);
      return done.failed()
          ? Failures.result(done.text(), duration, done.run())
          : new ToolResult(false, done.text(), duration, done.truncated(), done.run());
    } catch (InvalidCall | SandboxGone e) {
      return Failures.result(
          String.valueOf(e.getMessage()), Duration.ofNanos(System.nanoTime() - start), null);
    } catch (DaytonaException e) {
      return Failures.result(e, Duration.ofNanos(System.nanoTime() - start));
    }
  }
}
