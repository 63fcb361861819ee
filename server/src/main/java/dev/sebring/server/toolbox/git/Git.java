package dev.sebring.server.toolbox.git;

import dev.sebring.api.ErrorCode;
import dev.sebring.sandbox.guest.Errno;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.sandbox.guest.GuestPath;
import dev.sebring.server.gateway.LimitReached;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.lifecycle.Usage;
import dev.sebring.server.toolbox.files.FilePaths;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * Runs Git for one request, in one directory of its sandbox, until the client leaves. Not
 * thread-safe.
 */
final class Git {
  /** More is refused: 32 MiB. */
  private static final int MAX_OUTPUT_BYTES = 32 << 20;

  private final ToolboxContext sandbox;
  private final GuestPath directory;
  private final boolean inRepository;

  private Git(
      Exchange exchange, ToolboxContext sandbox, GuestPath directory, boolean inRepository) {
    this.sandbox = sandbox;
    this.directory = directory;
    this.inRepository = inRepository;
    exchange.whenClientLeaves(Thread.currentThread()::interrupt);
  }

  /**
   * In a repository, which has to begin at this path, not above it.
   *
   * @throws ApiException 400 if the path is blank
   */
  static Git at(String path, Exchange exchange, ToolboxContext sandbox) {
    return new Git(exchange, sandbox, FilePaths.resolve(path, sandbox), true);
  }

  /** In no repository: in the sandbox's working directory. */
  static Git anywhere(Exchange exchange, ToolboxContext sandbox) {
    return new Git(exchange, sandbox, GuestPath.of(sandbox.workDir()), false);
  }

  /**
   * Runs a command to its end.
   *
   * @throws ApiException if it fails, with Git's own words; what they mean is {@link GitFailure}
   */
  GitResult run(GitCommand command) {
    GitResult result = tryRun(command);
    if (!result.succeeded()) {
      throw failure(command, result);
    }
    return result;
  }

  /** What it means that a command failed. */
  ApiException failure(GitCommand command, GitResult result) {
    return GitFailure.of(command, result, sandbox.resources());
  }

  /** The same of a command that may fail. */
  GitResult tryRun(GitCommand command) {
    try (GitProcess process = start(command)) {
      ByteArrayOutputStream output = new ByteArrayOutputStream();
      for (Optional<byte[]> piece; (piece = process.next()).isPresent(); ) {
        output.writeBytes(piece.get());
        if (output.size() > MAX_OUTPUT_BYTES) {
          throw process.tooLong();
        }
      }
      return new GitResult(process.exitCode(), output.toByteArray(), process.errors());
    }
  }

  /** Starts a command whose output is read as it comes. The caller closes it. */
  GitProcess start(GitCommand command) {
    if (inRepository) {
      command.variable("GIT_CEILING_DIRECTORIES", parent(directory.toString()));
    }
    Guest guest = sandbox.guest();
    GitProcess process;
    try {
      process =
          new GitProcess(
              guest,
              guest.spawn(
                  command
                      .spawn()
                      .user(sandbox.user())
                      .directory(directory)
                      .keep()
                      .label(Usage.CALL)
                      .build()),
              command);
    } catch (IllegalArgumentException e) {
      throw new ApiException(
          400, ErrorCode.BAD_REQUEST, "cannot " + command.tried() + ": " + e.getMessage(), e);
    } catch (GuestException e) {
      throw notStarted(command, e);
    }
    command.stdin().ifPresent(process::write);
    return process;
  }

  /** Above it Git does not look for a repository. */
  private static String parent(String path) {
    String plain = path.replaceAll("(/\\.?)+$", "");
    return plain.substring(0, Math.max(plain.lastIndexOf('/'), 0));
  }

  private ApiException notStarted(GitCommand command, GuestException e) {
    String tried = "cannot " + command.tried() + ": ";
    return switch (e.step()) {
      case "limit" -> LimitReached.of(e, sandbox.resources());
      case "program" ->
          new ApiException(
              503,
              "GIT_NOT_INSTALLED",
              tried
                  + "there is no program git in this sandbox ("
                  + e.detail()
                  + "): install it, for example with \"sudo apt-get install -y git\", or use a"
                  + " snapshot that has it",
              e);
      case "cwd" ->
          e.errno() == Errno.ENOENT || e.errno() == Errno.ENOTDIR
              ? new ApiException(
                  404,
                  ErrorCode.GIT_REPO_NOT_FOUND,
                  "not found: " + tried + e.detail() + ": clone or init a repository there first",
                  e)
              : new ApiException(
                  403,
                  ErrorCode.FILE_ACCESS_DENIED,
                  "access denied: " + tried + e.detail() + " (as user " + sandbox.user() + ")",
                  e);
      default -> new ApiException(400, ErrorCode.BAD_REQUEST, tried + e.detail(), e);
    };
  }
}
