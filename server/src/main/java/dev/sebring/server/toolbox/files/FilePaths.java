package dev.sebring.server.toolbox.files;

import dev.sebring.api.ErrorCode;
import dev.sebring.sandbox.guest.GuestPath;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;

/** Paths of requests: relative ones start at the sandbox's working directory. Thread-safe. */
public final class FilePaths {
  private FilePaths() {}

  /**
   * The query parameter {@code path}.
   *
   * @throws ApiException 400 if it is missing, blank or has a zero character
   */
  public static GuestPath required(Exchange exchange, ToolboxContext sandbox) {
    return required("path", exchange, sandbox);
  }

  /** The same of another query parameter. */
  static GuestPath required(String parameter, Exchange exchange, ToolboxContext sandbox) {
    return resolve(parameter, exchange.query(parameter).orElse(""), sandbox);
  }

  /**
   * @throws ApiException 400 if the text is blank or has a zero character
   */
  public static GuestPath resolve(String path, ToolboxContext sandbox) {
    return resolve("path", path, sandbox);
  }

  private static GuestPath resolve(String parameter, String path, ToolboxContext sandbox) {
    if (path.isBlank()) {
      throw invalid(parameter + " is missing or blank: say which file is meant");
    }
    if (path.indexOf('\0') >= 0) {
      throw invalid(parameter + " cannot contain a zero character");
    }
    return GuestPath.of(sandbox.workDir()).resolve(GuestPath.of(FileNames.bytes(path)));
  }

  /**
   * The path of an entry below a directory, as text that begins as the directory was asked for, so
   * that it can be asked for in its turn.
   */
  static String below(String directory, GuestPath entry) {
    String name = FileNames.text(entry);
    if (directory.equals(".") || directory.equals("./")) {
      return name;
    }
    return directory.endsWith("/") ? directory + name : directory + "/" + name;
  }

  static ApiException invalid(String message) {
    return new ApiException(400, ErrorCode.INVALID_FILE_PATH, message);
  }
}
