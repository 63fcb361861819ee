package dev.sebring.server.toolbox.files;

import dev.sebring.sandbox.guest.Errno;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.sandbox.guest.GuestFiles;
import dev.sebring.sandbox.guest.GuestPath;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.gateway.ToolboxRoutes;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes directories, sets permissions, removes files (contract 4.1). Thread-safe. */
final class ChangeEndpoints {
  private static final Pattern OCTAL = Pattern.compile("0?[0-7]{3,4}");
  private static final String USUAL_MODE = "0755";

  private ChangeEndpoints() {}

  static void addTo(ToolboxRoutes routes) {
    routes.post(
        "/files/folder",
        Operation.of("Make a directory and its missing parents")
            .requiredQuery("path")
            .query("mode")
            .answers(201),
        FileFailures.translated(ChangeEndpoints::makeFolder));
    routes.delete(
        "/files",
        Operation.of("Remove a file, or a directory with all that is in it")
            .requiredQuery("path")
            .query("recursive")
            .answers(204),
        FileFailures.translated(ChangeEndpoints::remove));
    routes.post(
        "/files/permissions",
        Operation.of("Change the mode, the owner or the group of a file")
            .requiredQuery("path")
            .query("mode")
            .query("owner")
            .query("group"),
        FileFailures.translated(ChangeEndpoints::setPermissions));
  }

  private static void makeFolder(Exchange exchange, ToolboxContext sandbox) {
    GuestPath path = FilePaths.required(exchange, sandbox);
    int mode = mode(exchange.query("mode").filter(text -> !text.isBlank()).orElse(USUAL_MODE));
    GuestFiles files = sandbox.guest().files(sandbox.user());
    boolean isNew = !exists(files, path);
    files.mkdirs(path, mode);
    if (isNew && files.stat(path).mode() != mode) {
      files.chmod(path, mode);
    }
    exchange.answerEmpty(201);
  }

  private static boolean exists(GuestFiles files, GuestPath path) {
    try {
      files.stat(path);
      return true;
    } catch (GuestException e) {
      if (e.errno() == Errno.ENOENT) {
        return false;
      }
      throw e;
    }
  }

  private static int mode(String text) {
    if (!OCTAL.matcher(text).matches()) {
      throw ApiException.badRequest(
          "mode must be octal digits such as 755 or 0755, not \"" + text + "\"");
    }
    return Integer.parseInt(text, 8);
  }

  /** The owner first, since a new owner takes set-id bits away. */
  private static void setPermissions(Exchange exchange, ToolboxContext sandbox) {
    GuestPath path = FilePaths.required(exchange, sandbox);
    Optional<Integer> mode =
        exchange.query("mode").filter(text -> !text.isBlank()).map(ChangeEndpoints::mode);
    GuestFiles files = sandbox.guest().files(sandbox.user());
    files.chown(path, exchange.query("owner").orElse(""), exchange.query("group").orElse(""));
    mode.ifPresent(bits -> files.chmod(path, bits));
    exchange.answerEmpty(200);
  }

  private static void remove(Exchange exchange, ToolboxContext sandbox) {
    GuestPath path = FilePaths.required(exchange, sandbox);
    boolean recursive = exchange.queryFlag("recursive");
    GuestFiles files = sandbox.guest().files(sandbox.user());
    boolean directory = files.stat(path).isDirectory();
    if (directory && !recursive) {
      throw FilePaths.invalid(
          "cannot remove "
              + path
              + ": it is a directory; recursive=true removes it with all that is in it");
    }
    if (directory) {
      exchange.whenClientLeaves(Thread.currentThread()::interrupt);
      files.removeTree(path);
    } else {
      files.remove(path);
    }
    exchange.answerEmpty(204);
  }
}
