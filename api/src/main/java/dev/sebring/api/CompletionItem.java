package dev.sebring.api;

import org.jspecify.annotations.Nullable;

/**
 * What can stand at a place in a document.
 *
 * @param kind the CompletionItemKind of the Language Server Protocol: 2 a method, 3 a function, 6 a
 *     variable, 7 a class
 * @param insertText what to insert; the label if absent
 */
public record CompletionItem(
    String label,
    @Nullable Integer kind,
    @Nullable String detail,
    @Nullable MarkupContent documentation,
    @Nullable String sortText,
    @Nullable String filterText,
    @Nullable String insertText) {
  public CompletionItem {
    Required.key(label, "label");
  }
}
