package dev.sebring.server.toolbox.files;

import dev.sebring.api.BulkUploadFailure;
import dev.sebring.api.BulkUploadResult;
import dev.sebring.api.UploadedFile;
import dev.sebring.sandbox.guest.GuestFiles;
import dev.sebring.sandbox.guest.GuestPath;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.gateway.ToolboxRoutes;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;
import dev.sebring.server.toolbox.multipart.FormReader;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** One file in a form or as the body, or many in a form (contract 4.1, 4.2). Thread-safe. */
final class UploadEndpoints {
  private static final String FORM = "multipart/form-data";

  private UploadEndpoints() {}

  static void addTo(ToolboxRoutes routes) {
    routes.post(
        "/files/upload-v2",
        Operation.of("Write a file: a form's field \"file\", or the body")
            .requiredQuery("path")
            .takesBytes(FORM)
            .answers(UploadedFile.class),
        FileFailures.translated((exchange, sandbox) -> {
          GuestPath path = upload(exchange, sandbox);
          exchange.answer(
              new UploadedFile(FileNames.text(path.lastName()), FileNames.text(path), "file"));
        }));
    routes.post(
        "/files/upload",
        Operation.of("The same, for old clients").requiredQuery("path").takesBytes(FORM),
        FileFailures.translated((exchange, sandbox) -> {
          upload(exchange, sandbox);
          exchange.answerEmpty(200);
        }));
    routes.post(
        "/files/bulk-upload",
        Operation.of("Write many files: fields files[N].path and files[N].file")
            .takesBytes(FORM)
            .answers(BulkUploadResult.class),
        FileFailures.translated(UploadEndpoints::uploadMany));
  }

  private static GuestPath upload(Exchange exchange, ToolboxContext sandbox) throws IOException {
    GuestPath path = FilePaths.required(exchange, sandbox);
    GuestFiles files = sandbox.guest().files(sandbox.user());
    Optional<String> type = exchange.header("Content-Type");
    if (FormReader.isForm(type)) {
      try (OneFileForm form =
          new OneFileForm(() -> FileReplacement.open(files, path, sandbox.resources()))) {
        FormReader.read(type, exchange.bodyStream(), form);
        form.requireFile();
      }
    } else {
      try (FileReplacement file = FileReplacement.open(files, path, sandbox.resources())) {
        exchange.bodyStream().transferTo(file);
        file.finish();
      }
    }
    return path;
  }

  private static void uploadMany(Exchange exchange, ToolboxContext sandbox) throws IOException {
    try (BulkUpload upload = new BulkUpload(sandbox)) {
      FormReader.read(exchange.header("Content-Type"), exchange.bodyStream(), upload);
      BulkUploadResult result = upload.result();
      if (result.errors() == null && result.files().isEmpty()) {
        throw ApiException.badRequest(
            "the form has no files: send files[0].path and files[0].file");
      }
      if (result.errors() == null) {
        exchange.answer(result);
      } else {
        exchange.answer(400, BulkUploadFailure.of(result.errors(), result.files(), Instant.now()));
      }
    }
  }
}
