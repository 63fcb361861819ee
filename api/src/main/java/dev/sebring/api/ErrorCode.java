package dev.sebring.api;

/**
 * The values of an error's {@code code} and {@code source} (Daytona API v0, contract 1.5). Clients
 * match a code only together with its source. Texts, not an enum: servers add codes.
 */
public final class ErrorCode {
  public static final String SOURCE_API = "DAYTONA_API";
  public static final String SOURCE_DAEMON = "DAYTONA_DAEMON";
  public static final String SOURCE_PROXY = "DAYTONA_PROXY";

  public static final String BAD_REQUEST = "BAD_REQUEST";
  public static final String INVALID_REQUEST_BODY = "INVALID_REQUEST_BODY";
  public static final String UNAUTHORIZED = "UNAUTHORIZED";
  public static final String FORBIDDEN = "FORBIDDEN";
  public static final String NOT_FOUND = "NOT_FOUND";
  public static final String CONFLICT = "CONFLICT";
  public static final String REQUEST_TIMEOUT = "REQUEST_TIMEOUT";
  public static final String GONE = "GONE";
  public static final String UNPROCESSABLE_ENTITY = "UNPROCESSABLE_ENTITY";
  public static final String INTERNAL_SERVER_ERROR = "INTERNAL_SERVER_ERROR";
  public static final String SANDBOX_DESTROYED = "SANDBOX_DESTROYED";

  public static final String FILE_NOT_FOUND = "FILE_NOT_FOUND";
  public static final String FILE_ACCESS_DENIED = "FILE_ACCESS_DENIED";
  public static final String INVALID_FILE_PATH = "INVALID_FILE_PATH";
  public static final String FILE_READ_FAILED = "FILE_READ_FAILED";
  public static final String GIT_AUTH_FAILED = "GIT_AUTH_FAILED";
  public static final String GIT_REPO_NOT_FOUND = "GIT_REPO_NOT_FOUND";
  public static final String GIT_BRANCH_NOT_FOUND = "GIT_BRANCH_NOT_FOUND";
  public static final String GIT_BRANCH_EXISTS = "GIT_BRANCH_EXISTS";
  public static final String GIT_PUSH_REJECTED = "GIT_PUSH_REJECTED";
  public static final String GIT_DIRTY_WORKTREE = "GIT_DIRTY_WORKTREE";
  public static final String GIT_MERGE_CONFLICT = "GIT_MERGE_CONFLICT";
  public static final String GIT_REMOTE_REJECTED = "GIT_REMOTE_REJECTED";
  public static final String GIT_TRANSPORT_FAILED = "GIT_TRANSPORT_FAILED";
  public static final String LSP_SERVER_NOT_INITIALIZED = "LSP_SERVER_NOT_INITIALIZED";
  public static final String PROCESS_EXECUTION_TIMEOUT = "PROCESS_EXECUTION_TIMEOUT";
  public static final String PROCESS_NOT_FOUND = "PROCESS_NOT_FOUND";
  public static final String PROCESS_START_FAILED = "PROCESS_START_FAILED";
  public static final String PROCESS_TERMINAL = "PROCESS_TERMINAL";
  public static final String INVALID_CURSOR = "INVALID_CURSOR";
  public static final String STDIN_CLOSED = "STDIN_CLOSED";
  public static final String STDIN_UNAVAILABLE = "STDIN_UNAVAILABLE";
  public static final String UNSUPPORTED_OPERATION = "UNSUPPORTED_OPERATION";
  public static final String SESSION_ENDED = "SESSION_ENDED";
  public static final String COMMAND_ALREADY_COMPLETED = "COMMAND_ALREADY_COMPLETED";

  private ErrorCode() {}
}
