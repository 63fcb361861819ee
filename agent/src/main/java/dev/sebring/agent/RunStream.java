package dev.sebring.agent;

import dev.sebring.agent.run.RunEvent;
import dev.sebring.agent.run.RunResponse;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events of a run as they happen. The run goes on by itself, whether or not events are taken;
 * closing cancels it. {@link #next} throws what the run fails with.
 *
 * <p>For one thread at a time.
 */
public final class RunStream implements Iterator<RunEvent>, AutoCloseable {
  /** An event, or what ended the run. */
  private record Item(@Nullable RunEvent event, @Nullable Throwable failure) {}

  private static final Item END = new Item(null, null);

  private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
  private final FutureTask<Void> run;
  private @Nullable Item next;

  /**
   * @param run the run; it is given where its events go
   */
  RunStream(Consumer<Consumer<RunEvent>> run, Executor threads) {
    this.run = new FutureTask<>(() -> go(run), null);
    threads.execute(this.run);
  }

  private void go(Consumer<Consumer<RunEvent>> action) {
    try {
      action.accept(event -> items.add(new Item(event, null)));
      items.add(END);
    } catch (RuntimeException | Error e) {
      items.add(new Item(null, e));
    }
  }

  /** Waits until there is another event, or the end. */
  @Override
  public boolean hasNext() {
    return !END.equals(peek());
  }

  /**
   * @throws NoSuchElementException at the end
   * @throws CancellationException if the run was cancelled, or this thread was interrupted
   */
  @Override
  public RunEvent next() {
    Item item = peek();
    if (item.failure() instanceof RuntimeException e) {
      throw e;
    }
    if (item.failure() instanceof Error e) {
      throw e;
    }
    if (item.event() == null) {
      throw new NoSuchElementException("the run is over");
    }
    next = null;
    return item.event();
  }

  /** Takes all events up to the end, and returns what the run leaves. */
  public RunResponse response() {
    RunResponse response = null;
    while (hasNext()) {
      if (next() instanceof RunEvent.Completed completed) {
        response = completed.response();
      }
    }
    return Objects.requireNonNull(response, "the last event was taken before");
  }

  /** Cancels the run if it still goes on: the model and the tools are interrupted. */
  @Override
  public void close() {
    if (run.cancel(true)) {
      items.add(new Item(null, new CancellationException("the stream was closed")));
    }
  }

  private Item peek() {
    if (next == null) {
      try {
        next = items.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted while waiting for the next event");
      }
    }
    return next;
  }
}
