package dev.sebring.server.toolbox.multipart;

import dev.sebring.server.http.ApiException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/**
 * Reads a form from a stream with Jetty's parser and hands its parts on as they arrive. Not
 * thread-safe.
 */
public final class FormReader {
  private static final String FORM_DATA = "multipart/form-data";
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int MAX_HEADER_BYTES = 64 * 1024;

  private final FormListener listener;
  private @Nullable Throwable malformed;
  private @Nullable RuntimeException refused;

  private FormReader(FormListener listener) {
    this.listener = listener;
  }

  /** Whether a body of this content type is a form. */
  public static boolean isForm(Optional<String> contentType) {
    return contentType
        .map(type -> type.strip().regionMatches(true, 0, FORM_DATA, 0, FORM_DATA.length()))
        .orElse(false);
  }

  /**
   * Reads all parts.
   *
   * @throws ApiException 400 if this is no form, malformed or cut short
   * @throws RuntimeException what the listener throws
   * @throws IOException from the stream
   */
  public static void read(Optional<String> contentType, InputStream body, FormListener listener)
      throws IOException {
    if (!isForm(contentType)) {
      throw ApiException.badRequest(
          "the body must be "
              + FORM_DATA
              + ", not "
              + contentType.orElse("without a content type"));
    }
    new FormReader(listener).read(boundary(contentType.orElseThrow()), body);
  }

  private static String boundary(String contentType) {
    String boundary = parameter(contentType, "boundary");
    if (boundary == null || boundary.isEmpty()) {
      throw ApiException.badRequest("the content type of the form has no boundary: " + contentType);
    }
    return boundary;
  }

  private static @Nullable String parameter(String value, String name) {
    Map<String, String> parameters = new HashMap<>();
    try {
      HttpField.getValueParameters(value, parameters);
    } catch (IllegalArgumentException e) {
      throw new ApiException(
          400, "BAD_REQUEST", "the form is malformed: a quote in its headers does not end", e);
    }
    return parameters.get(name);
  }

  private void read(String boundary, InputStream body) throws IOException {
    MultiPart.Parser parser = new MultiPart.Parser(boundary, new Events());
    parser.setMaxParts(-1);
    parser.setPartHeadersMaxLength(MAX_HEADER_BYTES);
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int n; (n = body.read(buffer)) >= 0; ) {
      parse(parser, Content.Chunk.from(ByteBuffer.wrap(buffer, 0, n), false));
    }
    malformed = new IllegalArgumentException("it is cut short, its last boundary is missing");
    parse(parser, Content.Chunk.EOF);
  }

  private void parse(MultiPart.Parser parser, Content.Chunk chunk) {
    parser.parse(chunk);
    if (refused != null) {
      throw refused;
    }
    if (malformed != null) {
      throw new ApiException(
          400, "BAD_REQUEST", "the form is malformed: " + malformed.getMessage(), malformed);
    }
  }

  private final class Events implements MultiPart.Parser.Listener {
    private @Nullable String name;

    @Override
    public void onPartBegin() {
      name = null;
    }

    @Override
    public void onPartHeader(String header, String value) {
      if (header.equalsIgnoreCase("Content-Disposition")) {
        guarded(() -> name = parameter(value, "name"));
      }
    }

    @Override
    public void onPartHeaders() {
      String field = name;
      if (field == null) {
        malformed = new IllegalArgumentException("a part has no name");
      } else {
        guarded(() -> listener.begin(field));
      }
    }

    @Override
    public void onPartContent(Content.Chunk chunk) {
      if (chunk.hasRemaining()) {
        guarded(() -> listener.content(chunk.getByteBuffer().slice()));
      }
    }

    @Override
    public void onPartEnd() {
      guarded(listener::end);
    }

    @Override
    public void onComplete() {
      malformed = null;
    }

    @Override
    public void onFailure(Throwable failure) {
      if (malformed == null) {
        malformed = failure;
      }
    }

    /** Jetty would take an exception of ours for one of its parser. */
    private void guarded(Runnable step) {
      if (refused != null || malformed != null) {
        return;
      }
      try {
        step.run();
      } catch (RuntimeException e) {
        refused = e;
      }
    }
  }
}
