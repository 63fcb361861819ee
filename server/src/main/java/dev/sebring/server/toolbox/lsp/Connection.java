package dev.sebring.server.toolbox.lsp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sebring.sandbox.guest.Descriptor;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestFailure;
import dev.sebring.sandbox.guest.GuestLostException;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.ProcessOutput;
import dev.sebring.sandbox.guest.SignalScope;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.toolbox.output.OutputPart;
import dev.sebring.server.toolbox.output.PiecesInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.io.EofException;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.json.JsonRpcMethod;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.json.StreamMessageConsumer;
import org.eclipse.lsp4j.jsonrpc.services.ServiceEndpoints;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;

/**
 * The conversation with one language server, over the streams of its process. The process is killed
 * when the conversation ends, for whatever reason. Thread-safe.
 */
final class Connection implements AutoCloseable {
  private static final int SIGKILL = 9;
  private static final int MAX_ERROR_CHARS = 4_000;
  private static final Duration KILL_LIMIT = Duration.ofSeconds(5);
  private static final Duration A_DAY = Duration.ofDays(1);

  /** The library's own log, which a sandbox could fill with what it makes up. */
  private static final Logger UNHEARD = Logger.getLogger(RemoteEndpoint.class.getName());

  static {
    UNHEARD.setLevel(Level.OFF);
  }

  private final Guest guest;
  private final GuestProcess process;
  private final Host host = new Host();
  private final RemoteEndpoint remote;
  private final LanguageServer server;
  private final MessageReader reader;
  private final CompletableFuture<Object> ended = new CompletableFuture<>();
  private final StringBuffer errors = new StringBuffer();

  private Connection(Guest guest, GuestProcess process) {
    this.guest = guest;
    this.process = process;
    Map<String, JsonRpcMethod> methods =
        new LinkedHashMap<>(ServiceEndpoints.getSupportedMethods(LanguageServer.class));
    methods.putAll(ServiceEndpoints.getSupportedMethods(LanguageClient.class));
    MessageJsonHandler json = new MessageJsonHandler(methods);
    MessageConsumer out = new StreamMessageConsumer(process.stdin(), json);
    remote = new RemoteEndpoint(out, host);
    json.setMethodProvider(remote);
    server = ServiceEndpoints.toServiceObject(remote, LanguageServer.class);
    reader = new MessageReader(new PiecesInput(this::next, OutputPart.STDOUT, () -> {}), json);
  }

  /**
   * Begins to listen.
   *
   * @param whenEnded is told once, on another thread
   */
  static Connection open(Guest guest, GuestProcess process, Runnable whenEnded) {
    Connection connection = new Connection(guest, process);
    Thread.ofVirtual()
        .name("language-server")
        .start(() -> {
          try {
            connection.listen();
          } finally {
            connection.close();
            whenEnded.run();
          }
        });
    return connection;
  }

  Host host() {
    return host;
  }

  boolean isOpen() {
    return !ended.isDone();
  }

  /**
   * Tells it something.
   *
   * @throws ApiException 502 if it has ended
   */
  void tell(Consumer<LanguageServer> notification) {
    notification.accept(server);
    if (ended.isDone()) {
      await("listen", ended, A_DAY);
    }
  }

  /**
   * Asks it something.
   *
   * @param tried what is wanted of it, as "answer"
   * @throws ApiException 504 if it takes longer, 502 if it refuses or ends
   * @throws UncheckedIOException if this thread is interrupted, since its client has left then
   */
  <T> T ask(String tried, Duration limit, Function<LanguageServer, CompletableFuture<T>> request) {
    CompletableFuture<T> answer = request.apply(server);
    try {
      await(tried, CompletableFuture.anyOf(answer, ended), limit);
      return answer.join();
    } finally {
      answer.cancel(true);
    }
  }

  private void await(String tried, CompletableFuture<?> what, Duration limit) {
    try {
      what.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw Failures.late(tried, limit, e);
    } catch (InterruptedException e) {
      EofException gone = new EofException("the client left before the language server answered");
      gone.initCause(e);
      throw new UncheckedIOException(gone);
    } catch (ExecutionException e) {
      throw failure(tried, e.getCause() == null ? e : e.getCause());
    }
  }

  private RuntimeException failure(String tried, Throwable cause) {
    return switch (cause) {
      case GuestLostException lost -> lost;
      case ResponseErrorException refused ->
          Failures.refused(tried, String.valueOf(refused.getMessage()), refused);
      default -> Failures.ended(String.valueOf(cause.getMessage()), errors.toString(), cause);
    };
  }

  private void listen() {
    try {
      reader.listen(remote);
      ended.completeExceptionally(
          new IOException("exit code " + process.waitFor(A_DAY).shellCode()));
    } catch (RuntimeException e) {
      kill();
      ended.completeExceptionally(e);
    }
  }

  /** The next piece of what it writes; its standard error is kept aside. */
  private Optional<ProcessOutput> next() {
    while (true) {
      Optional<ProcessOutput> piece = process.next(A_DAY);
      switch (piece.orElse(null)) {
        case ProcessOutput.Gap gap ->
            throw new BrokenProtocol(
                new IOException(
                    "it wrote faster than could be read; " + gap.missing() + " bytes are lost"));
        case ProcessOutput.Bytes bytes when bytes.descriptor().equals(Descriptor.STDERR) ->
            keepError(new String(bytes.bytes(), UTF_8));
        case null, default -> {
          return piece;
        }
      }
    }
  }

  private void keepError(String text) {
    synchronized (errors) {
      errors.append(text);
      errors.delete(0, Math.max(0, errors.length() - MAX_ERROR_CHARS));
    }
  }

  /** Ends the process. Does nothing the second time. */
  @Override
  public void close() {
    ended.completeExceptionally(new IOException("it was stopped"));
    kill();
    process.close();
  }

  private void kill() {
    try {
      guest.signalIfThere(process.id(), SIGKILL, SignalScope.TREE);
      guest.waitFor(process.id(), KILL_LIMIT);
    } catch (GuestFailure e) {
      // It is gone; or the guest is lost, and if its sandbox still runs, its label tells of it.
    }
  }
}
