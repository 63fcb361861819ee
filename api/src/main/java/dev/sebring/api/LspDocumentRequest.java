package dev.sebring.api;

/**
 * The body of {@code POST /lsp/did-open} and {@code /lsp/did-close} (Daytona API v0, contract 5.2).
 *
 * <pre>{@code
 * {"languageId":"python","pathToProject":"app","uri":"file://app/main.py"}
 * }</pre>
 *
 * @param uri {@code file://} and the path as it is, which may be relative
 */
public record LspDocumentRequest(CodeLanguage languageId, String pathToProject, String uri) {
  public LspDocumentRequest {
    Required.key(languageId, "languageId");
    Required.key(pathToProject, "pathToProject");
    Required.key(uri, "uri");
  }
}
