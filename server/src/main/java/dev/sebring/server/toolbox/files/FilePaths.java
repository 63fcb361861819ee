package dev.sebring.server.toolbox.files;

import dev.sebring.api.ErrorCode;
import dev.sebring.sandbox.guest.GuestPath;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;

/** Paths of requests: relative ones start at the sandbox's working directory. Thread-safe. */
final class FilePaths {
  private FilePaths() {}

  /**
   * The query parameter {@code path}.
   *
   * @throws ApiException 400 if it is missing, blank or has a zero character
   */
  static GuestPath required(Exchange exchange, ToolboxContext sandbox) {
    return resolve(exchange.query("path").orElse(""), sandbox);
  }

  /**
   * @throws ApiException 400 if the text is blank or has a zero character
   */
  static GuestPath resolve(String path, ToolboxContext sandbox) {
    if (path.isBlank()) {
      throw invalid("path is missing or blank: say which file is meant");
    }
    if (path.indexOf('\0') >= 0) {
      throw invalid("path cannot contain a zero character");
    }
    return GuestPath.of(sandbox.workDir()).resolve(path);
  }

  static ApiException invalid(String message) {
    return new ApiException(400, ErrorCode.INVALID_FILE_PATH, message);
  }
}
