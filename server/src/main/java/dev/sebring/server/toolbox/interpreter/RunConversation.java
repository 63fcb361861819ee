package dev.sebring.server.toolbox.interpreter;

import dev.sebring.api.InterpreterMessage;
import dev.sebring.api.InterpreterRequest;
import dev.sebring.api.Json;
import dev.sebring.sandbox.guest.ExitStatus;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.sandbox.guest.ProcessId;
import dev.sebring.sandbox.guest.ReachedLimit;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Conversation;
import dev.sebring.server.http.WebSocketMessage;
import dev.sebring.server.http.WebSocketPeer;
import dev.sebring.server.toolbox.interpreter.CodeRun.Outcome;
import dev.sebring.server.toolbox.process.LimitNotice;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** A client that says what is to be run, and hears of it. */
final class RunConversation implements Conversation {
  private static final int POLICY_VIOLATION = 1008;
  private static final int INTERNAL_ERROR = 1011;
  private static final int TIMED_OUT = 4008;

  /** A context can die between two runs that wait for their turn. */
  private static final int ATTEMPTS = 3;

  private final Contexts contexts;
  private final ToolboxContext sandbox;
  private final Guest guest;

  RunConversation(Contexts contexts, ToolboxContext sandbox, Guest guest) {
    this.contexts = contexts;
    this.sandbox = sandbox;
    this.guest = guest;
  }

  @Override
  public void hold(WebSocketPeer peer) throws IOException, InterruptedException {
    Optional<WebSocketMessage> first = peer.receive();
    if (first.isEmpty()) {
      return;
    }
    try {
      InterpreterRequest request = first.get().as(InterpreterRequest.class);
      run(RunSettings.of(request, sandbox.additions()), peer);
    } catch (ApiException e) {
      peer.close(e.status() < 500 ? POLICY_VIOLATION : INTERNAL_ERROR, e.text());
    }
  }

  private void run(RunSettings settings, WebSocketPeer peer) throws IOException {
    CodeRun run = new CodeRun(sandbox, guest, settings);
    for (int attempt = 1; ; attempt++) {
      HeldContext context = contexts.running(sandbox, guest, settings.context());
      Outcome outcome = run.run(context, peer);
      if (outcome instanceof Outcome.ContextDied died && !died.begun() && attempt < ATTEMPTS) {
        continue;
      }
      tell(peer, context, outcome);
      return;
    }
  }

  private void tell(WebSocketPeer peer, HeldContext context, Outcome outcome) throws IOException {
    switch (outcome) {
      case Outcome.TimedOut timedOut -> {
        // No control message: official clients take it for a good end.
        peer.close(TIMED_OUT, "the code ran longer than its timeout and was interrupted");
        return;
      }
      case Outcome.ContextDied died ->
          peer.send(
              Json.write(
                  InterpreterMessage.error(
                      "ContextDied", sentence(context.process().id(), died), "")));
      case Outcome.Completed completed -> {
        for (InterpreterMessage message : completed.messages()) {
          peer.send(Json.write(message));
        }
      }
    }
    peer.send(Json.write(InterpreterMessage.of(InterpreterMessage.CONTROL, "completed")));
  }

  private String sentence(ProcessId process, Outcome.ContextDied died) {
    String how =
        died.status() instanceof ExitStatus.Signalled signalled
            ? "was ended by signal " + signalled.signal()
            : "ended with exit code " + died.status().shellCode();
    return "the context's process "
        + how
        + (died.begun() ? " during the run" : " before it took the code")
        + ": what the context held is lost, and its next run starts it anew."
        + LimitNotice.of(limits(process), sandbox.resources()).map(" "::concat).orElse("");
  }

  private Set<ReachedLimit> limits(ProcessId process) {
    try {
      return guest.limitsReached(process);
    } catch (GuestException e) {
      return Set.of(); // the context was deleted, or the guest cannot tell
    }
  }
}
