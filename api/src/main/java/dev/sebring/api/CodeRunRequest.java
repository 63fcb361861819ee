package dev.sebring.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /process/code-run} (Daytona API v0, contract 3.2).
 *
 * <pre>{@code
 * {"code":"print(1)","language":"python","argv":["a b"],"envs":{"LANG":"C"},"timeout":30,"cwd":"/tmp"}
 * }</pre>
 *
 * @param code the program
 * @param language what it is written in
 * @param argv its arguments
 * @param envs added to the environment
 * @param timeout whole seconds; none if absent or 0
 * @param cwd our addition: the directory it runs in; the sandbox's working directory if absent
 */
public record CodeRunRequest(
    String code,
    CodeLanguage language,
    @Nullable List<String> argv,
    @Nullable Map<String, String> envs,
    @Nullable Integer timeout,
    @Nullable String cwd) {

  public CodeRunRequest {
    Required.key(code, "code");
    Required.key(language, "language");
    argv = argv == null ? null : List.copyOf(argv);
    envs = envs == null ? null : Map.copyOf(envs);
  }
}
