package dev.sebring.agent.model;

import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One attempt at a turn of a model that answers in one piece. */
final class BlockingTurn {
  private final ChatModel model;
  private final Duration silence;

  BlockingTurn(ChatModel model, Duration silence) {
    this.model = model;
    this.silence = silence;
  }

  ChatResponse ask(ChatRequest request, Executor threads, TurnListener listener)
      throws InterruptedException {
    FutureTask<ChatResponse> answer = new FutureTask<>(() -> model.chat(request));
    threads.execute(answer);
    try {
      ChatResponse response = answer.get(silence.toMillis(), TimeUnit.MILLISECONDS);
      String text = response.aiMessage().text();
      if (text != null && !text.isEmpty()) {
        listener.delta(text);
      }
      return response;
    } catch (TimeoutException e) {
      throw new SilenceException(silence);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new LangChain4jException(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }
}
