package dev.sebring.api;

import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /lsp/completions} (Daytona API v0, contract 5.2).
 *
 * <pre>{@code
 * {"languageId":"python","pathToProject":"app","uri":"file://app/main.py","position":{"line":6,"character":3}}
 * }</pre>
 *
 * @param uri {@code file://} and the path as it is, which may be relative
 * @param context how the completion was asked for; by hand if absent
 */
public record LspCompletionParams(
    CodeLanguage languageId,
    String pathToProject,
    String uri,
    LspPosition position,
    @Nullable CompletionContext context) {
  public LspCompletionParams {
    Required.key(languageId, "languageId");
    Required.key(pathToProject, "pathToProject");
    Required.key(uri, "uri");
    Required.key(position, "position");
  }
}
