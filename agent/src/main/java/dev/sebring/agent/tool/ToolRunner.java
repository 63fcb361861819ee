package dev.sebring.agent.tool;

import dev.sebring.agent.run.RunEvent;
import dev.sebring.agent.run.ToolRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls the tools that a model asked for in one turn: side by side, each with a time limit. What
 * goes wrong becomes the text of a result. This class is thread-safe.
 */
public final class ToolRunner {
  private final ToolBox tools;
  private final List<ToolHook> hooks;
  private final @Nullable Confirmation confirmation;
  private final Duration timeout;
  private final Executor threads;

  /**
   * @param confirmation asked before each call, if there is one
   * @param timeout of each call; the time a confirmation takes does not count
   * @param threads where tools run; must start each task at once
   */
  public ToolRunner(
      ToolBox tools,
      List<ToolHook> hooks,
      @Nullable Confirmation confirmation,
      Duration timeout,
      Executor threads) {
    this.tools = Objects.requireNonNull(tools, "tools");
    this.hooks = List.copyOf(hooks);
    this.confirmation = confirmation;
    this.timeout = Objects.requireNonNull(timeout, "timeout");
    this.threads = Objects.requireNonNull(threads, "threads");
  }

  /**
   * Runs all requests and waits for all of them.
   *
   * @param listener called on this thread: for each start, then for each end as it comes
   * @return what the model is told, in the order of the requests
   * @throws InterruptedException if this thread is interrupted; the tools are, too
   */
  public List<ToolRun> run(
      ToolContext context, List<ToolRequest> requests, Consumer<RunEvent> listener)
      throws InterruptedException {
    BlockingQueue<PendingCall> ended = new LinkedBlockingQueue<>();
    List<PendingCall> calls = new ArrayList<>();
    for (ToolRequest request : requests) {
      listener.accept(
          new RunEvent.ToolCallStarted(request.id(), request.name(), request.arguments()));
      calls.add(new PendingCall(request, refusal(request, listener), ended::add));
    }
    try {
      calls.forEach(call -> call.start(threads, () -> invoke(context, call.request())));
      awaitAll(calls, ended, listener);
    } finally {
      calls.forEach(PendingCall::abandon);
    }
    return calls.stream().map(call -> call.result(timeout)).toList();
  }

  private void awaitAll(
      List<PendingCall> calls, BlockingQueue<PendingCall> ended, Consumer<RunEvent> listener)
      throws InterruptedException {
    List<PendingCall> open = new ArrayList<>(calls);
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!open.isEmpty()) {
      PendingCall call = ended.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (call == null) {
        open.forEach(PendingCall::abandon);
        open.forEach(c -> listener.accept(new RunEvent.ToolCallCompleted(c.result(timeout))));
        return;
      }
      open.remove(call);
      listener.accept(new RunEvent.ToolCallCompleted(call.result(timeout)));
    }
  }

  /** What is told instead of calling the tool, if it must not or cannot be called. */
  private Optional<String> refusal(ToolRequest request, Consumer<RunEvent> listener) {
    if (tools.find(request.name()).isEmpty()) {
      return Optional.of(
          "There is no tool named '"
              + request.name()
              + "'. The tools are: "
              + String.join(", ", tools.names())
              + ".");
    }
    Optional<String> problem = Arguments.problem(request.arguments());
    if (problem.isPresent() || confirmation == null) {
      return problem;
    }
    listener.accept(new RunEvent.ConfirmationAsked(request.id()));
    Optional<String> refusal = ask(confirmation, request);
    listener.accept(new RunEvent.ConfirmationAnswered(request.id(), refusal.isPresent()));
    return refusal;
  }

  private static Optional<String> ask(Confirmation confirmation, ToolRequest request) {
    try {
      return confirmation
          .refusal(request)
          .map(reason -> request.name() + " was not called, it was refused: " + reason);
    } catch (RuntimeException e) {
      return Optional.of(request.name() + " was not called, it could not be confirmed: " + e);
    }
  }

  private ToolAnswer invoke(ToolContext context, ToolRequest request) throws Exception {
    ToolHook.Call call =
        changed ->
            tools
                .find(changed.name())
                .orElseThrow(() -> new IllegalArgumentException("no tool " + changed.name()))
                .call(context, changed);
    for (int i = hooks.size() - 1; i >= 0; i--) {
      ToolHook hook = hooks.get(i);
      ToolHook.Call inner = call;
      call = changed -> hook.around(changed, inner);
    }
    return call.call(request);
  }
}
