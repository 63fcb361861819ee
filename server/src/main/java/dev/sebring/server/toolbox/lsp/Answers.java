package dev.sebring.server.toolbox.lsp;

import dev.sebring.api.CompletionItem;
import dev.sebring.api.CompletionList;
import dev.sebring.api.LspLocation;
import dev.sebring.api.LspPosition;
import dev.sebring.api.LspRange;
import dev.sebring.api.LspSymbol;
import dev.sebring.api.MarkupContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.InsertReplaceEdit;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.SymbolKind;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceSymbol;
import org.eclipse.lsp4j.WorkspaceSymbolLocation;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;

/**
 * What language servers answer, as the contract says it. They may leave out anything, also what the
 * protocol requires: such an item is left out. Thread-safe.
 */
final class Answers {
  private Answers() {}

  static CompletionList completions(
      @Nullable Either<List<org.eclipse.lsp4j.CompletionItem>, org.eclipse.lsp4j.CompletionList>
          answer) {
    if (answer == null) {
      return new CompletionList(false, List.of());
    }
    return answer.isLeft()
        ? new CompletionList(false, items(answer.getLeft()))
        : new CompletionList(answer.getRight().isIncomplete(), items(answer.getRight().getItems()));
  }

  private static List<CompletionItem> items(
      @Nullable List<org.eclipse.lsp4j.CompletionItem> items) {
    return items == null
        ? List.of()
        : items.stream()
            .filter(item -> item != null && item.getLabel() != null)
            .map(Answers::item)
            .toList();
  }

  private static CompletionItem item(org.eclipse.lsp4j.CompletionItem item) {
    return new CompletionItem(
        item.getLabel(),
        item.getKind() == null ? null : item.getKind().getValue(),
        item.getDetail(),
        documentation(item.getDocumentation()),
        item.getSortText(),
        item.getFilterText(),
        item.getInsertText() == null ? edit(item.getTextEdit()) : item.getInsertText());
  }

  private static @Nullable MarkupContent documentation(
      @Nullable Either<String, org.eclipse.lsp4j.MarkupContent> text) {
    if (text == null) {
      return null;
    }
    if (text.isLeft()) {
      return MarkupContent.plain(text.getLeft());
    }
    org.eclipse.lsp4j.MarkupContent content = text.getRight();
    return content.getKind() == null || content.getValue() == null
        ? null
        : new MarkupContent(content.getKind(), content.getValue());
  }

  private static @Nullable String edit(@Nullable Either<TextEdit, InsertReplaceEdit> edit) {
    if (edit == null) {
      return null;
    }
    return edit.isLeft() ? edit.getLeft().getNewText() : edit.getRight().getNewText();
  }

  /** Of one document; those within others follow them. */
  @SuppressWarnings("deprecation") // what flat answers are made of
  static List<LspSymbol> symbolsOf(
      String uri, @Nullable List<Either<SymbolInformation, DocumentSymbol>> answer) {
    List<LspSymbol> symbols = new ArrayList<>();
    if (answer == null) {
      return symbols;
    }
    for (Either<SymbolInformation, DocumentSymbol> either : answer) {
      if (either.isLeft()) {
        SymbolInformation symbol = either.getLeft();
        add(symbols, symbol.getName(), symbol.getKind(), location(symbol.getLocation()));
      } else {
        addWithChildren(symbols, uri, either.getRight());
      }
    }
    return symbols;
  }

  private static void addWithChildren(List<LspSymbol> symbols, String uri, DocumentSymbol symbol) {
    LspRange range = range(symbol.getRange());
    add(
        symbols,
        symbol.getName(),
        symbol.getKind(),
        range == null ? null : new LspLocation(uri, range));
    if (symbol.getChildren() != null) {
      symbol.getChildren().stream()
          .filter(Objects::nonNull)
          .forEach(child -> addWithChildren(symbols, uri, child));
    }
  }

  /** Of a project. */
  @SuppressWarnings("deprecation")
  static List<LspSymbol> symbols(
      @Nullable Either<List<? extends SymbolInformation>, List<? extends WorkspaceSymbol>> answer) {
    List<LspSymbol> symbols = new ArrayList<>();
    if (answer != null && answer.isLeft()) {
      for (SymbolInformation symbol : answer.getLeft()) {
        add(symbols, symbol.getName(), symbol.getKind(), location(symbol.getLocation()));
      }
    } else if (answer != null) {
      for (WorkspaceSymbol symbol : answer.getRight()) {
        add(symbols, symbol.getName(), symbol.getKind(), location(symbol.getLocation()));
      }
    }
    return symbols;
  }

  private static void add(
      List<LspSymbol> symbols,
      @Nullable String name,
      @Nullable SymbolKind kind,
      @Nullable LspLocation location) {
    if (name != null && kind != null && location != null) {
      symbols.add(new LspSymbol(name, kind.getValue(), location));
    }
  }

  private static @Nullable LspLocation location(
      @Nullable Either<Location, WorkspaceSymbolLocation> location) {
    return location == null || location.isRight() ? null : location(location.getLeft());
  }

  private static @Nullable LspLocation location(@Nullable Location location) {
    if (location == null || location.getUri() == null) {
      return null;
    }
    LspRange range = range(location.getRange());
    return range == null ? null : new LspLocation(location.getUri(), range);
  }

  private static @Nullable LspRange range(@Nullable Range range) {
    return range == null || range.getStart() == null || range.getEnd() == null
        ? null
        : new LspRange(position(range.getStart()), position(range.getEnd()));
  }

  private static LspPosition position(Position position) {
    return new LspPosition(position.getLine(), position.getCharacter());
  }
}
