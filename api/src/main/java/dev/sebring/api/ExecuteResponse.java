package dev.sebring.api;

import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code POST /process/execute} (Daytona API v0, contract 3.1).
 *
 * <pre>{@code
 * {"exitCode":0,"result":"hello\n"}
 * {"exitCode":0,"result":"hello\n","stdout":"hello\n","stderr":"","cwd":"/tmp"}
 * }</pre>
 *
 * @param exitCode the shell's exit code; 128 + n if signal n ended it
 * @param result what the command wrote on both streams, in the order of arrival
 * @param stdout our addition, when asked for with {@code X-Daytona-Split-Output: true}: standard
 *     output alone
 * @param stderr the same for standard error
 * @param cwd our addition, when asked for as above: the directory that the shell ended in
 * @param limit our addition, when asked for as above: which limit of its sandbox was reached while
 *     it ran, and what to do
 */
public record ExecuteResponse(
    int exitCode,
    String result,
    @Nullable String stdout,
    @Nullable String stderr,
    @Nullable String cwd,
    @Nullable String limit) {

  public ExecuteResponse {
    Required.key(result, "result");
  }
}
