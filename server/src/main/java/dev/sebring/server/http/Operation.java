package dev.sebring.server.http;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a route does, for the OpenAPI document: it changes nothing about how requests are handled.
 * Immutable and thread-safe.
 *
 * @param summary a sentence without its full stop
 * @param body the record that the JSON body is read as; {@code null}: none, or not JSON
 * @param bodyType media type of a body that is not JSON
 * @param status of the answer when all is well
 * @param accepted another status that the same answer may have; {@code null}: none
 * @param answer the record that is answered; {@code null}: nothing, or not JSON
 * @param answerIsList a JSON array of it
 * @param answerType media type of an answer that is not JSON; with {@code answer}, another form of
 *     it
 */
public record Operation(
    String summary,
    List<QueryParameter> query,
    @Nullable Class<?> body,
    @Nullable String bodyType,
    int status,
    @Nullable Integer accepted,
    @Nullable Class<?> answer,
    boolean answerIsList,
    @Nullable String answerType) {

  /** The media type that stands for any. */
  public static final String ANYTHING = "*/*";

  public Operation {
    requireNonNull(summary, "summary");
    query = List.copyOf(query);
  }

  /** A parameter of the query string. */
  public record QueryParameter(String name, boolean required) {
    public QueryParameter {
      requireNonNull(name, "name");
    }
  }

  /** Takes nothing and answers an empty 200. */
  public static Operation of(String summary) {
    return new Operation(summary, List.of(), null, null, 200, null, null, false, null);
  }

  /** Reads an optional query parameter. */
  public Operation query(String name) {
    return with(new QueryParameter(name, false));
  }

  /** Reads a query parameter that must be there. */
  public Operation requiredQuery(String name) {
    return with(new QueryParameter(name, true));
  }

  private Operation with(QueryParameter parameter) {
    List<QueryParameter> more = new ArrayList<>(query);
    more.add(parameter);
    return new Operation(
        summary, more, body, bodyType, status, accepted, answer, answerIsList, answerType);
  }

  /** Reads a JSON body. */
  public Operation takes(Class<?> type) {
    return new Operation(
        summary, query, type, null, status, accepted, answer, answerIsList, answerType);
  }

  /** Reads a body of another media type. */
  public Operation takesBytes(String mediaType) {
    return new Operation(
        summary, query, null, mediaType, status, accepted, answer, answerIsList, answerType);
  }

  /** Answers an empty body with this status. */
  public Operation answers(int newStatus) {
    return new Operation(summary, query, body, bodyType, newStatus, null, null, false, null);
  }

  /** Answers one of these as JSON with 200. */
  public Operation answers(Class<?> type) {
    return answers(200, type);
  }

  /** Answers one of these as JSON. */
  public Operation answers(int newStatus, Class<?> type) {
    return new Operation(summary, query, body, bodyType, newStatus, null, type, false, null);
  }

  /** Answers a JSON array of these with 200. */
  public Operation answersListOf(Class<?> type) {
    return new Operation(summary, query, body, bodyType, 200, null, type, true, null);
  }

  /** Answers another media type with 200. */
  public Operation answersBytes(String mediaType) {
    return new Operation(summary, query, body, bodyType, 200, null, null, false, mediaType);
  }

  /** Takes any body or none, and answers what somebody else does: any status, any media type. */
  public Operation answersAnything() {
    return new Operation(summary, query, null, ANYTHING, 200, null, null, false, ANYTHING);
  }

  /** Whether it takes and answers anything. */
  public boolean isAnything() {
    return ANYTHING.equals(answerType);
  }

  /** Answers the same with this status where that is told apart. */
  public Operation orAnswers(int otherStatus) {
    return new Operation(
        summary, query, body, bodyType, status, otherStatus, answer, answerIsList, answerType);
  }

  /** Answers with this media type instead where that is asked for. */
  public Operation orStreams(String mediaType) {
    return new Operation(
        summary, query, body, bodyType, status, accepted, answer, answerIsList, mediaType);
  }
}
