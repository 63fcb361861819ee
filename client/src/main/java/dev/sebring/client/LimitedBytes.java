package dev.sebring.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer in memory, up to a limit: what a program printed may be more than this process can
 * hold.
 */
final class LimitedBytes implements BodySubscriber<byte[]> {
  private final long limitBytes;
  private final CompletableFuture<byte[]> result = new CompletableFuture<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private @Nullable Subscription subscription;

  private LimitedBytes(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  static BodyHandler<byte[]> handler(long limitBytes) {
    return head -> new LimitedBytes(limitBytes);
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return result;
  }

  @Override
  public void onSubscribe(Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      if (bytes.size() + (long) buffer.remaining() > limitBytes) {
        tooMuch();
        return;
      }
      byte[] piece = new byte[buffer.remaining()];
      buffer.get(piece);
      bytes.write(piece, 0, piece.length);
    }
  }

  private void tooMuch() {
    bytes.reset();
    if (subscription != null) {
      subscription.cancel();
    }
    result.completeExceptionally(new TooLargeException(limitBytes));
  }

  @Override
  public void onError(Throwable failure) {
    result.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    result.complete(bytes.toByteArray());
  }

  /** The answer is larger than the limit. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1;

    TooLargeException(long limitBytes) {
      super("more than " + (limitBytes >> 20) + " MiB");
    }
  }
}
