package dev.sebring.agent;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tools that behave in every way that a tool should not. */
public final class TestTools implements AutoCloseable {
  private final CyclicBarrier both = new CyclicBarrier(2);
  private final CountDownLatch never = new CountDownLatch(1);
  final CountDownLatch hanging = new CountDownLatch(1);
  final CountDownLatch interrupted = new CountDownLatch(1);
  final AtomicBoolean closed = new AtomicBoolean();

  @Tool("Adds two numbers")
  public String add(@P("the first") int a, @P("the second") int b) {
    return Integer.toString(a + b);
  }

  @Tool("Comes back only when it is called twice at the same time")
  public String meet(@P("who") String who)
      throws InterruptedException, BrokenBarrierException, TimeoutException {
    both.await(10, TimeUnit.SECONDS);
    return who + " met";
  }

  @Tool("Fails")
  public String fail() {
    throw new IllegalStateException("the disk is full");
  }

  @Tool("Answers half a character")
  public String garble() {
    return "a\ud83d\u0000b";
  }

  @Tool("Answers a text and an image")
  public List<Content> draw() {
    return List.of(TextContent.from("drawn"), ImageContent.from("aGk=", "image/png"));
  }

  @Tool("Answers nothing")
  public String silent() {
    return "";
  }

  @Tool("Never comes back")
  public String hang() throws InterruptedException {
    hanging.countDown();
    try {
      never.await();
    } catch (InterruptedException e) {
      interrupted.countDown();
      throw e;
    }
    return "never";
  }

  @Override
  public void close() {
    closed.set(true);
  }
}
