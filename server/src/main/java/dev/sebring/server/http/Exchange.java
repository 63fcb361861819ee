package dev.sebring.server.http;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.api.Json;
import dev.sebring.sandbox.ByteStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. An endpoint reads what it needs, then answers once: {@link #answer},
 * {@link #answerEmpty}, {@link #answerBytes}, {@link #stream}, {@link #relay}, {@link #tunnel} or
 * {@link #converse}. Used by the thread of its endpoint only, but for {@link #whenClientLeaves},
 * and for the body, which another may read while this one answers: not thread-safe.
 */
public final class Exchange {
  /** The most that a JSON body may have: 16 MiB. */
  public static final int MAX_JSON_BYTES = 16 * 1024 * 1024;

  private final Request request;
  private final Response response;
  private final ClientWatch clientWatch;
  private final Router.Match match;
  private @Nullable Fields query;
  private @Nullable Caller caller;
  private final List<Runnable> atEnd = new ArrayList<>();
  private @Nullable OutputStream stream;
  private @Nullable Conversation conversation;
  private @Nullable String subprotocol;
  private @Nullable Tunnel tunnel;
  private boolean answered;

  Exchange(Request request, Response response, ClientWatch clientWatch, Router.Match match) {
    this.request = request;
    this.response = response;
    this.clientWatch = clientWatch;
    this.match = match;
  }

  public String method() {
    return request.getMethod();
  }

  /** The path of the request, still percent-encoded, without the query. */
  public String path() {
    return RequestPath.of(request);
  }

  /**
   * What the path has in place of the template's {@code {name...}}, still percent-encoded, with the
   * slash before it, e.g. {@code /a/b%20c/}; empty if nothing.
   */
  public String rest() {
    return match.rest();
  }

  /** The query, still percent-encoded, without its question mark. */
  public Optional<String> rawQuery() {
    return Optional.ofNullable(request.getHttpURI().getQuery());
  }

  /** Where the connection comes from: an address, maybe that of a proxy. */
  public String clientAddress() {
    return Request.getRemoteAddr(request);
  }

  /** The scheme, host and port that the client used, e.g. {@code http://127.0.0.1:3986}. */
  public String origin() {
    HttpURI uri = request.getHttpURI();
    String authority = uri.getAuthority();
    return uri.getScheme()
        + "://"
        + (authority == null
            ? Request.getServerName(request) + ":" + Request.getLocalPort(request)
            : authority);
  }

  /**
   * A parameter of the route's template, decoded.
   *
   * @throws IllegalArgumentException if the template has no such parameter
   */
  public String pathParameter(String name) {
    String value = match.parameters().get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no parameter " + name);
    }
    return value;
  }

  /**
   * The first value of a query parameter, decoded (form style: {@code +} is a space), maybe empty
   * text.
   */
  public Optional<String> query(String name) {
    return Optional.ofNullable(queryFields().getValue(name));
  }

  /**
   * The first value of a query parameter that must be there.
   *
   * @throws ApiException 400 if it is not, or blank
   */
  public String requiredQuery(String name) {
    return query(name)
        .filter(value -> !value.isBlank())
        .orElseThrow(
            () -> ApiException.badRequest("the query parameter \"" + name + "\" is missing"));
  }

  /**
   * A query parameter that is {@code true} or {@code false}; {@code false} if absent.
   *
   * @throws ApiException 400 if it is another text
   */
  public boolean queryFlag(String name) {
    String value = query(name).orElse("false");
    if (!value.equals("true") && !value.equals("false")) {
      throw ApiException.badRequest(
          "the query parameter \"" + name + "\" must be true or false, not \"" + value + "\"");
    }
    return value.equals("true");
  }

  /** All values of a query parameter, in their order. */
  public List<String> queryAll(String name) {
    return queryFields().getValuesOrEmpty(name);
  }

  private Fields queryFields() {
    if (query == null) {
      try {
        query = Request.extractQueryParameters(request, StandardCharsets.UTF_8);
      } catch (RuntimeException e) {
        throw new ApiException(
            400, "BAD_REQUEST", "the query string is not percent-encoded UTF-8", e);
      }
    }
    return query;
  }

  /** The first value of a header, whatever the case of its name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeaders().get(name));
  }

  /** All headers, as they came. */
  public HttpFields headers() {
    return request.getHeaders();
  }

  /** Who calls, on routes that need a key. */
  public Caller caller() {
    return requireNonNull(caller, "caller: the route is open");
  }

  void setCaller(Caller newCaller) {
    caller = newCaller;
  }

  /**
   * The JSON body as a record.
   *
   * @throws ApiException 400 {@code INVALID_REQUEST_BODY} that says what is wrong with it, 413 if
   *     it is longer than {@link #MAX_JSON_BYTES}
   */
  public <T> T body(Class<T> type) {
    return JsonBody.as(type, bodyNode());
  }

  /** The same with another limit. */
  public <T> T body(Class<T> type, int maxBytes) {
    return JsonBody.as(type, JsonBody.read(bodyStream(), bodyLength(), maxBytes));
  }

  /**
   * The JSON body, an object, as it is.
   *
   * @throws ApiException as {@link #body}
   */
  public JsonNode bodyNode() {
    return JsonBody.read(bodyStream(), bodyLength(), MAX_JSON_BYTES);
  }

  /**
   * The body's bytes as they arrive; reading blocks. A client that breaks off is an {@link
   * IOException}.
   */
  public InputStream bodyStream() {
    return new WatchedBody(Content.Source.asInputStream(request), clientWatch::bodyEnded);
  }

  /** Whether the request has a body, maybe an empty one. */
  public boolean hasBody() {
    return request.getHeaders().contains(HttpHeader.CONTENT_LENGTH)
        || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
  }

  /** The length of the body in bytes; -1 if the client has not said. */
  public long bodyLength() {
    return request.getLength();
  }

  /** Sets a header of the answer, before it begins. */
  public Exchange setHeader(String name, String value) {
    response.getHeaders().put(name, value);
    return this;
  }

  /** Answers with 200 and a value of the contract as JSON. */
  public void answer(Object value) {
    answer(200, value);
  }

  /** Answers with a value of the contract as JSON. */
  public void answer(int status, Object value) {
    answerBytes(status, "application/json", Json.write(value).getBytes(StandardCharsets.UTF_8));
  }

  /** Answers without a body. */
  public void answerEmpty(int status) {
    begin(status);
    write(ByteBuffer.allocate(0));
  }

  /** Answers with bytes that are all there. */
  public void answerBytes(int status, String contentType, byte[] bytes) {
    begin(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    write(ByteBuffer.wrap(bytes));
  }

  /**
   * Answers with bytes as they come, in a constant amount of memory; {@code flush} sends what is
   * buffered. The body ends when the endpoint returns. If it throws instead, the connection is cut
   * so that the client sees that something is missing; closing the stream only flushes it. Writing
   * to a client that has left is an {@link IOException}.
   *
   * @param length of the body in bytes; -1: not known, chunked
   */
  public OutputStream stream(int status, String contentType, long length) {
    begin(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    if (length >= 0) {
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
    }
    return streamed();
  }

  private OutputStream streamed() {
    if (!response.getHeaders().contains(HttpHeader.CONTENT_LENGTH) && speaksHttp11()) {
      // Also where the connection is not kept, since its end alone does not tell a whole body from
      // a cut one.
      response.getHeaders().put(HttpHeader.TRANSFER_ENCODING, "chunked");
    }
    stream = Response.asBufferedOutputStream(request, response);
    return new FlushOnClose(stream);
  }

  private boolean speaksHttp11() {
    return request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1;
  }

  /**
   * Passes somebody else's answer on: as {@link #stream}, with these headers, which are sent at
   * once.
   *
   * @param headers with the body's length, where it is known
   */
  public OutputStream relay(int status, HttpFields headers) throws IOException {
    begin(status);
    addHeaders(headers);
    boolean bodiless = method().equals("HEAD") || status == 204 || status == 304;
    OutputStream out =
        bodiless ? stream = Response.asBufferedOutputStream(request, response) : streamed();
    if (!bodiless) {
      out.flush();
    }
    return out;
  }

  /** Passes an interim answer (1xx) on, to a client that knows what that is. */
  public void interim(int status, HttpFields headers) {
    if (speaksHttp11()) {
      response.writeInterim(status, headers).join();
    }
  }

  /**
   * Answers 101: once the endpoint has returned, the client's connection is one with another's.
   *
   * @param headers without those of the connection
   * @param first what has come from there already
   * @param other from now on the server's, which closes it
   */
  public void tunnel(HttpFields headers, ByteBuffer first, ByteStream other) {
    begin(101);
    addHeaders(headers);
    response.getHeaders().put(HttpHeader.CONNECTION, "Upgrade");
    response.getHeaders().put(HttpHeader.UPGRADE, "websocket");
    tunnel =
        new Tunnel(
            request.getConnectionMetaData().getConnection().getEndPoint(),
            other,
            BufferUtil.toArray(first),
            this::end);
  }

  @Nullable Tunnel tunnel() {
    return tunnel;
  }

  private void addHeaders(HttpFields headers) {
    HttpFields.Mutable answer = response.getHeaders();
    HttpFields own = answer.asImmutable();
    for (HttpField header : headers) {
      if (header.getHeader() == HttpHeader.DATE) {
        answer.put(header);
      } else if (!CrossOrigin.isSaid(own, header)) {
        answer.add(header);
      }
    }
  }

  /**
   * Runs something, on another thread, if the client closes the connection before the answer is
   * complete. Seen within about a second, also while the endpoint neither reads nor writes, once
   * the request's body has been read to its end.
   */
  public void whenClientLeaves(Runnable action) {
    clientWatch.add(action);
  }

  /** Whether the client asks for a WebSocket. */
  public boolean asksForWebSocket() {
    return request.getHeaders().contains(HttpHeader.UPGRADE, "websocket");
  }

  /** The subprotocols that the client offers for a WebSocket, in its order. */
  public List<String> offeredSubprotocols() {
    return request.getHeaders().getCSV(HttpHeader.SEC_WEBSOCKET_SUBPROTOCOL, false);
  }

  /**
   * Answers by opening a WebSocket once the endpoint has returned.
   *
   * @param chosen the one of {@link #offeredSubprotocols} that is spoken; {@code null} if none is
   *     offered
   * @throws ApiException 400 if the client has not asked for one
   */
  public void converse(@Nullable String chosen, Conversation talk) {
    if (!asksForWebSocket()) {
      throw ApiException.badRequest(path() + " is a WebSocket: connect to it as one");
    }
    if (answered) {
      throw new IllegalStateException("answered already: " + method() + " " + path());
    }
    answered = true;
    subprotocol = chosen;
    conversation = requireNonNull(talk, "talk");
  }

  /** Whether the connection is used for something else when the endpoint has returned. */
  boolean goesOn() {
    return conversation != null || tunnel != null;
  }

  Conversation conversation() {
    return requireNonNull(conversation, "conversation");
  }

  @Nullable String subprotocol() {
    return subprotocol;
  }

  /**
   * Runs something when all is over: the answer is complete, has failed, or its WebSocket is
   * closed.
   */
  public void atEnd(Runnable action) {
    atEnd.add(action);
  }

  void end() {
    atEnd.reversed().forEach(Runnable::run);
    atEnd.clear();
  }

  private void begin(int status) {
    if (answered) {
      throw new IllegalStateException("answered already: " + method() + " " + path());
    }
    answered = true;
    response.setStatus(status);
  }

  private void write(ByteBuffer bytes) {
    try {
      Content.Sink.write(response, true, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the answer now; without this it is when the endpoint has returned. */
  public void complete() throws IOException {
    if (!answered) {
      answerEmpty(200);
    } else if (stream != null) {
      stream.close();
    }
  }
}
