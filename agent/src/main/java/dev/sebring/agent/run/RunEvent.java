package dev.sebring.agent.run;

import java.time.Duration;
import java.util.Objects;

/**
 * Something that happened in a run. The first event is {@link Started}, the last {@link Completed};
 * a run that fails ends in an exception instead. Events come one at a time, in order.
 */
public sealed interface RunEvent {

  /**
   * The run begins.
   *
   * @param model the model that is asked, as {@code provider/name} where known
   */
  record Started(String runId, String sessionId, String model) implements RunEvent {
    public Started {
      Objects.requireNonNull(runId, "runId");
      Objects.requireNonNull(sessionId, "sessionId");
      Objects.requireNonNull(model, "model");
    }
  }

  /** A piece of the model's text; the pieces of a turn join to its text. */
  record ContentDelta(String text) implements RunEvent {
    public ContentDelta {
      Objects.requireNonNull(text, "text");
    }
  }

  /**
   * The model's answer broke off, or was refused for now, and the model is asked again: the pieces
   * of text since the last tool call, or since the start, are void.
   *
   * @param reason what went wrong
   * @param pause how long is waited first
   */
  record TurnRetried(String reason, Duration pause) implements RunEvent {
    public TurnRetried {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(pause, "pause");
    }
  }

  /**
   * A tool is about to be called. Parallel calls all start before the first of them completes.
   *
   * @param arguments JSON text, as the model gave it
   */
  record ToolCallStarted(String id, String name, String arguments) implements RunEvent {
    public ToolCallStarted {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(arguments, "arguments");
    }
  }

  /** Whoever confirms calls is about to be asked for this one; a display makes room. */
  record ConfirmationAsked(String id) implements RunEvent {
    public ConfirmationAsked {
      Objects.requireNonNull(id, "id");
    }
  }

  /** The answer is there. */
  record ConfirmationAnswered(String id, boolean refused) implements RunEvent {
    public ConfirmationAnswered {
      Objects.requireNonNull(id, "id");
    }
  }

  /** A tool has answered, or was given up. */
  record ToolCallCompleted(ToolRun run) implements RunEvent {
    public ToolCallCompleted {
      Objects.requireNonNull(run, "run");
    }
  }

  /** The run is over. */
  record Completed(RunResponse response) implements RunEvent {
    public Completed {
      Objects.requireNonNull(response, "response");
    }
  }
}
