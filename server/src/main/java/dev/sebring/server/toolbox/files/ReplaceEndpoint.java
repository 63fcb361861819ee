package dev.sebring.server.toolbox.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sebring.api.ReplaceRequest;
import dev.sebring.api.ReplaceResult;
import dev.sebring.sandbox.guest.FileInput;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.sandbox.guest.GuestFiles;
import dev.sebring.sandbox.guest.GuestPath;
import dev.sebring.sandbox.guest.ReadRequest;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.gateway.ToolboxRoutes;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Replaces a text in files, byte for byte, each at once or not at all (contract 4.1). Thread-safe.
 */
final class ReplaceEndpoint {
  private static final int MOST_BYTES = 32 << 20;

  private ReplaceEndpoint() {}

  static void addTo(ToolboxRoutes routes) {
    routes.post(
        "/files/replace",
        Operation.of("Replace a text in files wherever it is; tells for each file how that went")
            .takes(ReplaceRequest.class)
            .answersListOf(ReplaceResult.class),
        ReplaceEndpoint::replaceAll);
  }

  private static void replaceAll(Exchange exchange, ToolboxContext sandbox) throws IOException {
    ReplaceRequest request = exchange.body(ReplaceRequest.class);
    if (request.files().isEmpty()) {
      throw ApiException.badRequest("files is empty: say in which files to replace");
    }
    if (request.pattern().isEmpty()) {
      throw ApiException.badRequest("pattern is empty: say which text to replace");
    }
    byte[] pattern = request.pattern().getBytes(UTF_8);
    byte[] value = request.newValue().getBytes(UTF_8);
    List<ReplaceResult> results = new ArrayList<>();
    for (String file : request.files()) {
      results.add(replace(file, pattern, value, sandbox));
    }
    exchange.answer(results);
  }

  private static ReplaceResult replace(
      String file, byte[] pattern, byte[] value, ToolboxContext sandbox) throws IOException {
    try {
      GuestPath path = FilePaths.resolve(file, sandbox);
      GuestFiles files = sandbox.guest().files(sandbox.user());
      byte[] content = read(files, path);
      LiteralReplacement replacement = LiteralReplacement.in(content, pattern);
      if (!replacement.isEmpty()) {
        try (FileReplacement out = FileReplacement.open(files, path, sandbox.resources())) {
          replacement.write(value, out);
          out.finish();
        }
      }
      return new ReplaceResult(file, true, null);
    } catch (GuestException e) {
      return new ReplaceResult(file, false, FileFailures.of(e, sandbox.resources()).text());
    } catch (ApiException e) {
      return new ReplaceResult(file, false, e.text());
    }
  }

  private static byte[] read(GuestFiles files, GuestPath path) throws IOException {
    try (FileInput in = files.read(ReadRequest.all(path))) {
      byte[] content = in.readNBytes(MOST_BYTES + 1);
      if (content.length > MOST_BYTES) {
        throw ApiException.badRequest(
            "the file has more than " + MOST_BYTES + " bytes: use a command such as sed");
      }
      return content;
    }
  }
}
