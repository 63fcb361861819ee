package dev.sebring.api;

/**
 * The body of {@code POST /lsp/start} and {@code /lsp/stop} (Daytona API v0, contract 5.2).
 *
 * <pre>{@code
 * {"languageId":"python","pathToProject":"app"}
 * }</pre>
 *
 * @param pathToProject a directory; a relative one starts at the working directory
 */
public record LspServerRequest(CodeLanguage languageId, String pathToProject) {
  public LspServerRequest {
    Required.key(languageId, "languageId");
    Required.key(pathToProject, "pathToProject");
  }
}
