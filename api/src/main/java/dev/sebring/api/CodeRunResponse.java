package dev.sebring.api;

import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code POST /process/code-run} (Daytona API v0, contract 3.2).
 *
 * <pre>{@code
 * {"exitCode":0,"result":"1\n"}
 * {"exitCode":1,"result":"oops\n","stdout":"","stderr":"oops\n"}
 * }</pre>
 *
 * @param exitCode the program's exit code; 128 + n if signal n ended it
 * @param result what it wrote on both streams, in the order of arrival
 * @param artifacts what it handed over besides, if anything
 * @param stdout our addition, when asked for with {@code X-Daytona-Split-Output: true}: standard
 *     output alone
 * @param stderr the same for standard error
 * @param limit our addition, when asked for as above: which limit of its sandbox was reached while
 *     it ran, and what to do
 */
public record CodeRunResponse(
    int exitCode,
    String result,
    @Nullable CodeRunArtifacts artifacts,
    @Nullable String stdout,
    @Nullable String stderr,
    @Nullable String limit) {

  public CodeRunResponse {
    Required.key(result, "result");
  }
}
