package dev.sebring.server.toolbox.lsp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.MessageProducer;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages of a language server. The library's own reader believes every length; this one
 * asks first that a message is small enough, and that its values are few and flat enough, to be
 * held in memory. Not thread-safe.
 */
final class MessageReader implements MessageProducer {
  /** Of one message: 8 MiB. */
  static final int MAX_MESSAGE_BYTES = 8 << 20;

  private static final int MAX_HEADER_BYTES = 4096;
  private static final String LENGTH = "content-length:";

  private static final JsonFactory CHECK =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(64)
                  .maxTokenCount(1_000_000)
                  .maxStringLength(1 << 20)
                  .maxNumberLength(64)
                  .build())
          .build();

  private final InputStream in;
  private final MessageJsonHandler json;

  MessageReader(InputStream in, MessageJsonHandler json) {
    this.in = in;
    this.json = json;
  }

  /**
   * Until the stream ends.
   *
   * @throws BrokenProtocol if what comes is no message, or is too large
   */
  @Override
  public void listen(MessageConsumer messages) {
    try {
      for (int length; (length = readLength()) >= 0; ) {
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
          throw new EOFException("it ended within a message");
        }
        check(body);
        messages.consume(json.parseMessage(new String(body, UTF_8)));
      }
    } catch (IOException e) {
      throw new BrokenProtocol(e);
    }
  }

  /** The length of the next message; -1 at the end. */
  private int readLength() throws IOException {
    int length = -1;
    int left = MAX_HEADER_BYTES;
    while (true) {
      String line = readLine(left);
      if (line == null) {
        return -1;
      }
      left -= line.length() + 2;
      if (line.isEmpty()) {
        return required(length);
      }
      if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = number(line.substring(LENGTH.length()).strip());
      }
    }
  }

  private static int required(int length) throws IOException {
    if (length < 0) {
      throw new IOException("a message without Content-Length");
    }
    if (length > MAX_MESSAGE_BYTES) {
      throw new IOException(
          "a message of " + length + " bytes, where " + MAX_MESSAGE_BYTES + " are allowed");
    }
    return length;
  }

  private static int number(String text) throws IOException {
    try {
      return Integer.parseUnsignedInt(text);
    } catch (NumberFormatException e) {
      throw new IOException("not a length: " + text, e);
    }
  }

  private @Nullable String readLine(int most) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b; (b = in.read()) != '\n'; ) {
      if (b < 0) {
        return null;
      }
      if (line.size() >= most) {
        throw new IOException("a header of more than " + MAX_HEADER_BYTES + " bytes");
      }
      line.write(b);
    }
    return line.toString(US_ASCII).stripTrailing();
  }

  private static void check(byte[] body) throws IOException {
    try (JsonParser parser = CHECK.createParser(body)) {
      while (parser.nextToken() != null) {
        continue;
      }
    }
  }
}
