package dev.sebring.testkit.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the server does with one request. Values are immutable and thread-safe. */
public sealed interface Answer {

  /**
   * A complete answer: text, calls of tools, or both.
   *
   * @param text may be empty
   * @param calls may be empty; several are parallel calls
   */
  record Reply(String text, List<ToolCall> calls) implements Answer {
    public Reply {
      Objects.requireNonNull(text, "text");
      calls = List.copyOf(calls);
    }

    /** This answer, cut off after so many deltas by closing the connection. */
    public Answer droppedAfter(int deltas) {
      return new Dropped(this, deltas);
    }

    /** This answer, silent after so many deltas until the client or the server goes away. */
    public Answer stalledAfter(int deltas) {
      return new Stalled(this, deltas);
    }
  }

  /**
   * An error of the API.
   *
   * @param status an HTTP status from 400
   * @param message the text in the body's {@code error.message}
   * @param headers sent besides, such as {@code Retry-After}
   */
  record HttpError(int status, String message, Map<String, String> headers) implements Answer {
    public HttpError {
      Objects.requireNonNull(message, "message");
      headers = Map.copyOf(headers);
    }
  }

  /**
   * The start of an answer, then a closed connection. Without streaming: half of the body, or
   * nothing, not even a status, for 0 deltas.
   */
  record Dropped(Reply reply, int deltas) implements Answer {
    public Dropped {
      Objects.requireNonNull(reply, "reply");
    }
  }

  /** The start of an answer, then silence. Without streaming: nothing at all. */
  record Stalled(Reply reply, int deltas) implements Answer {
    public Stalled {
      Objects.requireNonNull(reply, "reply");
    }
  }

  /** A body that is sent as it is, for answers that follow no format. */
  record Raw(int status, String contentType, String body) implements Answer {
    public Raw {
      Objects.requireNonNull(contentType, "contentType");
      Objects.requireNonNull(body, "body");
    }
  }

  /** An answer in words. */
  static Reply text(String text) {
    return new Reply(text, List.of());
  }

  /** An answer that calls tools and says nothing. */
  static Reply calls(ToolCall... calls) {
    return new Reply("", List.of(calls));
  }

  /** An error without extra headers. */
  static HttpError error(int status, String message) {
    return new HttpError(status, message, Map.of());
  }

  /** A 429 that asks to wait, in whole seconds. */
  static HttpError rateLimited(Duration retryAfter) {
    return new HttpError(
        429,
        "Rate limit reached. Please try again in " + retryAfter.toSeconds() + "s.",
        Map.of("Retry-After", Long.toString(retryAfter.toSeconds())));
  }
}
