package dev.sebring.server.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sebring.api.CodeRunRequest;
import dev.sebring.api.CreateApiKey;
import dev.sebring.api.ExecuteRequest;
import dev.sebring.api.SandboxLabels;
import dev.sebring.server.toolbox.multipart.FormListener;
import dev.sebring.server.toolbox.multipart.FormReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a coverage-guided fuzzer calls ({@code make fuzz}), and {@link RequestBytesCorpusTest} with
 * what it found: the first byte of the input picks a reader of requests, the rest is what a client
 * sends. It is read, or refused with a 4xx.
 */
public final class RequestBytesFuzz {
  private static final List<Class<?>> BODIES =
      List.of(ExecuteRequest.class, CodeRunRequest.class, SandboxLabels.class, CreateApiKey.class);
  private static final PathTemplate TEMPLATE = PathTemplate.of("/toolbox/{id}/files/{name}");
  private static final Optional<String> FORM = Optional.of("multipart/form-data; boundary=b");

  private RequestBytesFuzz() {}

  /** One run. Whatever it throws is a defect. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    if (data.length == 0) {
      return;
    }
    byte[] rest = Arrays.copyOfRange(data, 1, data.length);
    int reader = (data[0] & 0xff) % (BODIES.size() + 3);
    try {
      if (reader < BODIES.size()) {
        JsonBody.as(BODIES.get(reader), json(rest));
      } else if (reader == BODIES.size()) {
        FormReader.read(FORM, new ByteArrayInputStream(rest), new Counter());
      } else if (reader == BODIES.size() + 1) {
        FormReader.read(
            Optional.of("multipart/form-data" + new String(rest, ISO_8859_1)),
            new ByteArrayInputStream(rest),
            new Counter());
      } else {
        TEMPLATE.match(PathTemplate.split("/" + new String(rest, ISO_8859_1)));
      }
    } catch (ApiException e) {
      if (e.status() >= 500) {
        throw e;
      }
    }
  }

  private static ObjectNode json(byte[] bytes) {
    return (ObjectNode)
        JsonBody.read(new ByteArrayInputStream(bytes), bytes.length, Exchange.MAX_JSON_BYTES);
  }

  /** Parts come one after another, whatever is in them. */
  private static final class Counter implements FormListener {
    private boolean inPart;

    @Override
    public void begin(String name) {
      require(!inPart);
      inPart = true;
    }

    @Override
    public void content(ByteBuffer bytes) {
      require(inPart && bytes.hasRemaining());
    }

    @Override
    public void end() {
      require(inPart);
      inPart = false;
    }

    private static void require(boolean holds) {
      if (!holds) {
        throw new AssertionError("parts out of order");
      }
    }
  }
}
