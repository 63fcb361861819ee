package dev.sebring.agent.tool;

import dev.sebring.agent.run.ToolRun;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A call on its way: refused, running, done, or given up. */
final class PendingCall {
  private final ToolRequest request;
  private final Optional<String> refusal;
  private final Consumer<PendingCall> whenEnded;
  private volatile @Nullable FutureTask<ToolAnswer> task;
  private volatile long startedNanos;
  private volatile Duration duration = Duration.ZERO;

  /**
   * @param refusal what the model is told instead of the call
   * @param whenEnded told once the answer is there; not of a call that is given up
   */
  PendingCall(ToolRequest request, Optional<String> refusal, Consumer<PendingCall> whenEnded) {
    this.request = request;
    this.refusal = refusal;
    this.whenEnded = whenEnded;
  }

  ToolRequest request() {
    return request;
  }

  void start(Executor threads, Callable<ToolAnswer> call) {
    if (refusal.isPresent()) {
      whenEnded.accept(this);
      return;
    }
    startedNanos = System.nanoTime();
    FutureTask<ToolAnswer> started =
        new FutureTask<>(call) {
          @Override
          protected void done() {
            duration = Duration.ofNanos(System.nanoTime() - startedNanos);
            if (!isCancelled()) {
              whenEnded.accept(PendingCall.this);
            }
          }
        };
    task = started;
    threads.execute(started);
  }

  /** Interrupts the call if it still runs; its result is then that it was given up. */
  void abandon() {
    FutureTask<ToolAnswer> running = task;
    if (running != null) {
      running.cancel(true);
    }
  }

  /**
   * @param timeout after which the call was given up, if it was
   */
  ToolRun result(Duration timeout) {
    ToolAnswer answer = refusal.map(ToolAnswer::failure).orElseGet(() -> answer(timeout));
    return new ToolRun(
        request.id(),
        request.name(),
        request.arguments(),
        ResultText.presentable(answer.text()),
        answer.failed(),
        duration);
  }

  private ToolAnswer answer(Duration timeout) {
    FutureTask<ToolAnswer> ended = task;
    if (ended == null) {
      return ToolAnswer.failure(request.name() + " was not called: the run was interrupted.");
    }
    try {
      ToolAnswer answer = ended.get();
      return answer != null
          ? answer
          : ToolAnswer.failure(request.name() + " answered nothing at all; that is its fault.");
    } catch (CancellationException e) {
      return ToolAnswer.failure(
          request.name()
              + " did not answer within "
              + timeout.toMillis() / 1000.0
              + " s and was given up. What it started may still be running. Try something that"
              + " takes less time.");
    } catch (ExecutionException e) {
      return ToolAnswer.failure(request.name() + " failed: " + describe(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ToolAnswer.failure(request.name() + " was interrupted.");
    }
  }

  private static String describe(@Nullable Throwable error) {
    if (error == null) {
      return "for no stated reason";
    }
    String message = error.getMessage();
    return message == null || message.isBlank() ? error.getClass().getSimpleName() : message;
  }
}
