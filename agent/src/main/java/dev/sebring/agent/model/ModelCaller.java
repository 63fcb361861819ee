package dev.sebring.agent.model;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Asks a model for one turn, again where that may help: nothing in a request changes anything, so
 * repeating one is always safe. This class is thread-safe.
 */
public final class ModelCaller {
  private final AgentModel model;
  private final ModelPatience patience;
  private final Executor threads;
  private final Pause pause;

  /**
   * @param threads where the model's blocking calls run
   */
  public ModelCaller(AgentModel model, ModelPatience patience, Executor threads) {
    this(model, patience, threads, Pause.REAL);
  }

  ModelCaller(AgentModel model, ModelPatience patience, Executor threads, Pause pause) {
    this.model = Objects.requireNonNull(model, "model");
    this.patience = Objects.requireNonNull(patience, "patience");
    this.threads = Objects.requireNonNull(threads, "threads");
    this.pause = pause;
  }

  /** What the model is called. */
  public String modelName() {
    return model.name();
  }

  /**
   * The model's answer: text, calls of tools, or both.
   *
   * @param streamed whether the listener wants the text in pieces, where the model can do that
   * @throws ModelException if the model does not answer
   * @throws CancellationException if this thread is interrupted
   * @throws RejectedExecutionException if the threads are shut down
   */
  public ChatResponse ask(ChatRequest request, boolean streamed, TurnListener listener) {
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(request, streamed, listener);
      } catch (InterruptedException e) {
        throw interrupted();
      } catch (RuntimeException e) {
        if (e instanceof CancellationException || e instanceof RejectedExecutionException) {
          throw e;
        }
        Duration wait = pauseBeforeRetry(attempt, new Failure(e), e);
        listener.retry(new Failure(e).reason(), wait);
        take(wait);
      }
    }
  }

  private ChatResponse attempt(ChatRequest request, boolean streamed, TurnListener listener)
      throws InterruptedException {
    boolean stream = model.streaming() != null && (streamed || model.blocking() == null);
    ChatResponse response =
        stream
            ? new StreamedTurn(Objects.requireNonNull(model.streaming()), patience.silence())
                .ask(request, threads, listener)
            : new BlockingTurn(Objects.requireNonNull(model.blocking()), patience.silence())
                .ask(request, threads, listener);
    boolean empty =
        response.aiMessage().text() == null && !response.aiMessage().hasToolExecutionRequests();
    if (empty && response.finishReason() == null) {
      throw new BrokenAnswerException("the answer ended before it began");
    }
    return response;
  }

  private Duration pauseBeforeRetry(int attempt, Failure failure, RuntimeException error) {
    if (failure.isAccess()) {
      throw new ModelAccessException(accessMessage(failure), error);
    }
    if (!failure.mayPass()) {
      String hint =
          failure.isUnknownModel() ? " SEBRING_MODEL=provider/name chooses another model." : "";
      throw new ModelRequestException(
          model.name() + " refused the request: " + failure.reason() + "." + hint, error);
    }
    Optional<Duration> asked = failure.retryAfter();
    boolean tooLong = asked.filter(d -> d.compareTo(patience.longestPause()) > 0).isPresent();
    if (tooLong || attempt > patience.retries()) {
      String wait = asked.map(d -> " It asks to wait " + d.toSeconds() + " s.").orElse("");
      throw new ModelUnavailableException(
          model.name()
              + " did not answer in "
              + attempt
              + (attempt == 1 ? " attempt: " : " attempts: ")
              + failure.reason()
              + "."
              + wait
              + " Try again later; the session holds what was done so far.",
          error);
    }
    return asked.orElse(patience.pause(attempt));
  }

  private String accessMessage(Failure failure) {
    String key =
        model.origin().isEmpty()
            ? "the key that it was built with"
            : "the key in " + model.origin();
    return model.name() + " refused " + key + ": " + failure.reason() + ". Check or replace it.";
  }

  private void take(Duration wait) {
    try {
      pause.take(wait);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private CancellationException interrupted() {
    Thread.currentThread().interrupt();
    return new CancellationException("interrupted while asking " + model.name());
  }
}
