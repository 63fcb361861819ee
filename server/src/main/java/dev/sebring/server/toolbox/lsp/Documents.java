package dev.sebring.server.toolbox.lsp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sebring.sandbox.guest.FileInput;
import dev.sebring.sandbox.guest.GuestFiles;
import dev.sebring.sandbox.guest.GuestPath;
import dev.sebring.sandbox.guest.ReadRequest;
import dev.sebring.server.http.ApiException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;

/**
 * The documents that a language server has open. Clients send names only, so a document is what the
 * file in the sandbox has in it. Not thread-safe.
 */
final class Documents {
  /** Of one document: 4 MiB. */
  private static final int MAX_BYTES = 4 << 20;

  private static final int MOST_OPEN = 256;

  private final Connection connection;
  private final Map<GuestPath, Document> open = new HashMap<>();

  Documents(Connection connection) {
    this.connection = connection;
  }

  boolean isOpen(GuestPath path) {
    return open.containsKey(path);
  }

  boolean areOpen() {
    return !open.isEmpty();
  }

  /** Opens a document, or makes one that is open what its file is now. */
  void refresh(GuestPath path, String language, GuestFiles files) {
    byte[] content = read(path, files);
    Document known = open.get(path);
    if (known == null) {
      if (open.size() >= MOST_OPEN) {
        throw ApiException.conflict(
            "conflict: " + MOST_OPEN + " documents are open already: close one first");
      }
      TextDocumentItem document =
          new TextDocumentItem(FileUris.of(path), language, 1, new String(content, UTF_8));
      connection.tell(server ->
          server.getTextDocumentService().didOpen(new DidOpenTextDocumentParams(document)));
      open.put(path, new Document(1, hash(content)));
    } else if (!known.hash.equals(hash(content))) {
      int version = known.version + 1;
      DidChangeTextDocumentParams change =
          new DidChangeTextDocumentParams(
              new VersionedTextDocumentIdentifier(FileUris.of(path), version),
              List.of(new TextDocumentContentChangeEvent(new String(content, UTF_8))));
      connection.tell(server -> server.getTextDocumentService().didChange(change));
      open.put(path, new Document(version, hash(content)));
    }
  }

  /** Does nothing if it is not open. */
  void close(GuestPath path) {
    if (open.remove(path) != null) {
      DidCloseTextDocumentParams closed =
          new DidCloseTextDocumentParams(new TextDocumentIdentifier(FileUris.of(path)));
      connection.tell(server -> server.getTextDocumentService().didClose(closed));
    }
  }

  private static byte[] read(GuestPath path, GuestFiles files) {
    byte[] content;
    try (FileInput in = files.read(ReadRequest.all(path))) {
      content = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (content.length > MAX_BYTES) {
      throw new ApiException(
          422,
          "UNPROCESSABLE_ENTITY",
          path + " has more than " + MAX_BYTES + " bytes, too much for a language server");
    }
    return content;
  }

  private static String hash(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Document(int version, String hash) {}
}
