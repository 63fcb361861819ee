package dev.sebring.agent.terminal;

import dev.sebring.agent.run.RunEvent;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Panels that are drawn anew while the run goes on, some ten times a second, so that many small
 * pieces of text cost no more than a few. While a person is asked to confirm a call, everything
 * stands still above the question; afterwards the panels begin anew below it. The lock is on the
 * view: events come on one thread, the drawing is done on another.
 */
final class LiveDisplay implements Display {
  private static final long PERIOD_MS = 100;

  private final Screen screen;
  private final RunView view;
  private final LiveRegion region;
  private final ScheduledExecutorService ticker;
  private int tick;
  private boolean paused;
  private boolean closed;

  LiveDisplay(Screen screen, RunView view) {
    this.screen = screen;
    this.view = view;
    this.region = new LiveRegion(screen);
    this.ticker =
        Executors.newSingleThreadScheduledExecutor(task -> {
          Thread thread = new Thread(task, "agent-display");
          thread.setDaemon(true);
          return thread;
        });
    draw();
    ticker.scheduleWithFixedDelay(this::draw, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void accept(RunEvent event) {
    synchronized (view) {
      view.accept(event);
      if (event instanceof RunEvent.ConfirmationAsked) {
        paused = true;
        finish();
      } else if (event instanceof RunEvent.ConfirmationAnswered) {
        paused = false;
      }
    }
  }

  @Override
  public void close() {
    ticker.shutdownNow();
    synchronized (view) {
      if (!closed) {
        closed = true;
        finish();
      }
    }
  }

  private void finish() {
    int width = screen.width();
    region.finish(Panels.lines(view, width, false, tick), width);
  }

  private void draw() {
    synchronized (view) {
      if (!closed && !paused) {
        int width = screen.width();
        region.draw(Panels.lines(view, width, true, tick++), width);
      }
    }
  }
}
