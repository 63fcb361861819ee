package dev.sebring.agent.model;

import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a turn of a model that answers in pieces. The model calls back on threads of its
 * own; the pieces go through a queue to the thread that asked, which stops at the first outcome (a
 * connection that breaks reports an error and then an end).
 */
final class StreamedTurn {
  private final StreamingChatModel model;
  private final Duration silence;

  StreamedTurn(StreamingChatModel model, Duration silence) {
    this.model = model;
    this.silence = silence;
  }

  ChatResponse ask(ChatRequest request, Executor threads, TurnListener listener)
      throws InterruptedException {
    Inbox inbox = new Inbox();
    FutureTask<Void> asking = new FutureTask<>(() -> inbox.ask(model, request), null);
    threads.execute(asking);
    try {
      while (true) {
        Signal signal = inbox.next(silence);
        if (signal == null) {
          throw new SilenceException(silence);
        } else if (signal.error() != null) {
          throw signal.error() instanceof RuntimeException e
              ? e
              : new LangChain4jException(signal.error());
        } else if (signal.response() != null) {
          return signal.response();
        } else if (!signal.delta().isEmpty()) {
          listener.delta(signal.delta());
        }
      }
    } finally {
      inbox.cancel();
      asking.cancel(true);
    }
  }

  /** A piece of text (empty: a sign of life), an error, or the end: one of them. */
  private record Signal(String delta, @Nullable Throwable error, @Nullable ChatResponse response) {}

  private static final class Inbox implements StreamingChatResponseHandler {
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private volatile @Nullable StreamingHandle handle;

    void ask(StreamingChatModel model, ChatRequest request) {
      try {
        model.chat(request, this);
      } catch (RuntimeException e) {
        onError(e);
      }
    }

    @Nullable Signal next(Duration silence) throws InterruptedException {
      return signals.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Hangs up, if the model told how. After the end this changes nothing. */
    void cancel() {
      StreamingHandle toCancel = handle;
      if (toCancel != null) {
        toCancel.cancel();
      }
    }

    @Override
    public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
      handle = context.streamingHandle();
      onPartialResponse(piece.text());
    }

    @Override
    public void onPartialResponse(String piece) {
      signals.add(new Signal(piece, null, null));
    }

    @Override
    public void onPartialThinking(PartialThinking piece) {
      signals.add(new Signal("", null, null));
    }

    @Override
    public void onPartialToolCall(PartialToolCall piece, PartialToolCallContext context) {
      handle = context.streamingHandle();
      signals.add(new Signal("", null, null));
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
      signals.add(new Signal("", null, response));
    }

    @Override
    public void onError(Throwable error) {
      signals.add(new Signal("", error, null));
    }
  }
}
