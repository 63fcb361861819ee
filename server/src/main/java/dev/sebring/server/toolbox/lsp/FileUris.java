package dev.sebring.server.toolbox.lsp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.sebring.api.ErrorCode;
import dev.sebring.sandbox.guest.Errno;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.sandbox.guest.GuestPath;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.toolbox.files.FilePaths;

/** Files as clients and language servers name them. Thread-safe. */
final class FileUris {
  private static final String SCHEME = "file://";
  private static final String PLAIN = "/-._~";

  private FileUris() {}

  /** A URI that language servers understand, of an absolute path. */
  static String of(GuestPath path) {
    StringBuilder uri = new StringBuilder(SCHEME);
    for (char b : new String(path.bytes(), ISO_8859_1).toCharArray()) {
      if (b < 0x80 && (Character.isLetterOrDigit(b) || PLAIN.indexOf(b) >= 0)) {
        uri.append(b);
      } else {
        uri.append('%').append(String.format("%02X", (int) b));
      }
    }
    return uri.toString();
  }

  /**
   * The file that a client means: clients put {@code file://} before a path as it is. A relative
   * one starts at the working directory or, if there is no such file, at the project.
   *
   * @return without links in it, if it exists
   */
  static GuestPath path(String uri, GuestPath project, ToolboxContext sandbox) {
    if (!uri.startsWith(SCHEME)) {
      throw new ApiException(
          400,
          ErrorCode.BAD_REQUEST,
          "bad request: uri must be file:// and a path in the sandbox: " + uri);
    }
    String text = uri.substring(SCHEME.length());
    GuestPath path = FilePaths.resolve(text, sandbox);
    try {
      return real(path, sandbox);
    } catch (GuestException e) {
      if (e.errno() != Errno.ENOENT || text.startsWith("/")) {
        throw e;
      }
      return real(project.resolve(text), sandbox);
    }
  }

  /** As {@link #path}, also of a file that is gone. */
  static GuestPath pathOfAny(String uri, GuestPath project, ToolboxContext sandbox) {
    try {
      return path(uri, project, sandbox);
    } catch (GuestException e) {
      return FilePaths.resolve(uri.substring(SCHEME.length()), sandbox);
    }
  }

  /** The same path without links in it. */
  static GuestPath real(GuestPath path, ToolboxContext sandbox) {
    return sandbox.guest().files(sandbox.user()).realpath(path);
  }
}
