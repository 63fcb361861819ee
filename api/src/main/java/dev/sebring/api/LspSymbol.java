package dev.sebring.api;

/**
 * One of the answer of {@code GET /lsp/document-symbols} and {@code /lsp/workspacesymbols} (Daytona
 * API v0, contract 5.2).
 *
 * <pre>{@code
 * {"name":"Greeter","kind":5,"location":{"uri":"file:///home/daytona/app/main.py","range":{"start":{"line":2,"character":0},"end":{"line":4,"character":22}}}}
 * }</pre>
 *
 * @param kind the SymbolKind of the Language Server Protocol: 5 a class, 6 a method, 12 a function,
 *     13 a variable
 */
public record LspSymbol(String name, int kind, LspLocation location) {
  public LspSymbol {
    Required.key(name, "name");
    Required.key(location, "location");
  }
}
