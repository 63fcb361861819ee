package dev.sebring.server.toolbox.lsp;

import java.io.IOException;

/** A language server said what is no message, or too much. Immutable. */
final class BrokenProtocol extends RuntimeException {
  private static final long serialVersionUID = 1;

  BrokenProtocol(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
