package dev.sebring.server.toolbox.files;

import dev.sebring.api.ApiError;
import dev.sebring.api.BulkDownloadRequest;
import dev.sebring.api.Json;
import dev.sebring.sandbox.guest.FileInput;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.sandbox.guest.GuestPath;
import dev.sebring.sandbox.guest.ReadRequest;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.gateway.ToolboxRoutes;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;
import dev.sebring.server.toolbox.multipart.FormWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** One file as it is, or many as a form (contract 4.1, 4.3). Thread-safe. */
final class DownloadEndpoints {
  private static final String BYTES = "application/octet-stream";
  private static final String BULK = "/files/bulk-download";

  private DownloadEndpoints() {}

  static void addTo(ToolboxRoutes routes) {
    routes.get(
        "/files/download",
        Operation.of("The bytes of a file").requiredQuery("path").answersBytes(BYTES),
        FileFailures.translated(DownloadEndpoints::download));
    routes.post(
        BULK,
        Operation.of("The bytes of many files, or why one cannot be read")
            .takes(BulkDownloadRequest.class)
            .answersBytes("multipart/form-data"),
        DownloadEndpoints::downloadMany);
  }

  private static FileInput open(GuestPath file, ToolboxContext sandbox) {
    return sandbox.guest().files(sandbox.user()).read(ReadRequest.all(file));
  }

  private static void download(Exchange exchange, ToolboxContext sandbox) throws IOException {
    GuestPath path = FilePaths.required(exchange, sandbox);
    try (FileInput file = open(path, sandbox)) {
      FileContent content = FileContent.of(file);
      exchange.setHeader("Content-Disposition", disposition(FileNames.text(path.lastName())));
      content.sendTo(exchange.stream(200, BYTES, content.length()));
    }
  }

  /** A name that is not plain ASCII is told encoded, and a likeness of it for old clients. */
  private static String disposition(String name) {
    StringBuilder likeness = new StringBuilder();
    for (char c : name.toCharArray()) {
      likeness.append(c < ' ' || c > '~' || c == '"' || c == '\\' ? '_' : c);
    }
    return "attachment; filename=\""
        + likeness
        + "\"; filename*=UTF-8''"
        + FormWriter.percentEncoded(name);
  }

  private static void downloadMany(Exchange exchange, ToolboxContext sandbox) throws IOException {
    BulkDownloadRequest request = exchange.body(BulkDownloadRequest.class);
    if (request.paths().isEmpty()) {
      throw ApiException.badRequest("paths is empty: say which files to send");
    }
    FormWriter form = new FormWriter();
    OutputStream out = exchange.stream(200, form.contentType(), -1);
    for (String path : request.paths()) {
      send(path, sandbox, form, out);
    }
    form.finish(out);
  }

  private static void send(String path, ToolboxContext sandbox, FormWriter form, OutputStream out)
      throws IOException {
    boolean begun = false;
    try (FileInput file = open(FilePaths.resolve(path, sandbox), sandbox)) {
      FileContent content = FileContent.of(file);
      begun = true;
      form.begin(out, "file", path, typeOf(path), content.length());
      content.sendTo(out);
      form.end(out);
    } catch (GuestException e) {
      if (begun) {
        throw e;
      }
      sendError(path, FileFailures.of(e, sandbox.resources()), form, out);
    } catch (ApiException e) {
      sendError(path, e, form, out);
    }
  }

  private static void sendError(String path, ApiException e, FormWriter form, OutputStream out)
      throws IOException {
    ApiError error = ApiError.ofDaemon(e.status(), e.text(), e.code(), BULK, "POST", Instant.now());
    byte[] body = Json.write(error).getBytes(StandardCharsets.UTF_8);
    form.begin(out, "error", path, "application/json", body.length);
    out.write(body);
    form.end(out);
  }

  private static String typeOf(String path) {
    String guess = URLConnection.guessContentTypeFromName(path);
    return guess == null ? BYTES : guess;
  }
}
