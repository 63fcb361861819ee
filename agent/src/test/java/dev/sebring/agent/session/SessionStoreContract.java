package dev.sebring.agent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every session store keeps to. */
abstract class SessionStoreContract {
  private static final List<ChatMessage> TALK =
      List.of(
          UserMessage.from("Grüße 😀"),
          AiMessage.builder()
              .text("I'll look")
              .toolExecutionRequests(
                  List.of(
                      ToolExecutionRequest.builder()
                          .id("c1")
                          .name("run_code")
                          .arguments("{\"code\":\"1\"}")
                          .build()))
              .build(),
          ToolExecutionResultMessage.builder()
              .id("c1")
              .toolName("run_code")
              .text("no\u0000thing")
              .isError(true)
              .build());

  /** A store without sessions. */
  abstract SessionStore store();

  @Test
  void whatIsSavedIsLoadedAsItWas() {
    SessionStore store = store();
    Session saved = store.save(Session.empty("s").with(TALK, Map.of("tool.dir", "/tmp/ä")));
    assertThat(store.load("s")).contains(saved);
    assertThat(saved.version()).isEqualTo(1);
    assertThat(saved.messages()).isEqualTo(TALK);
  }

  @Test
  void aLaterSaveReplacesAnEarlierOne() {
    SessionStore store = store();
    Session first = store.save(Session.empty("s").with(TALK, Map.of()));
    Session second = store.save(first.with(TALK.subList(0, 1), Map.of("a", "b")));
    assertThat(store.load("s")).contains(second);
  }

  @Test
  void aSaveOfAVersionThatIsNoLongerTheLastIsRefusedAndChangesNothing() {
    SessionStore store = store();
    Session first = store.save(Session.empty("s").with(TALK, Map.of()));
    Session second = store.save(first.with(TALK, Map.of("by", "one")));
    assertThatThrownBy(() -> store.save(first.with(TALK, Map.of("by", "other"))))
        .isInstanceOf(SessionConflictException.class)
        .hasMessageContainingAll("s was changed", "run again");
    assertThatThrownBy(() -> store.save(Session.empty("s")))
        .isInstanceOf(SessionConflictException.class);
    assertThat(store.load("s")).contains(second);
  }

  @Test
  void aSessionThatNeverWasIsNotThere() {
    SessionStore store = store();
    assertThat(store.load("s")).isEmpty();
    assertThat(store.delete("s")).isFalse();
  }

  @Test
  void aDeletedSessionIsGoneAndMayBeginAgain() {
    SessionStore store = store();
    store.save(Session.empty("s"));
    store.save(Session.empty("other"));
    assertThat(store.delete("s")).isTrue();
    assertThat(store.load("s")).isEmpty();
    assertThat(store.load("other")).isPresent();
    assertThat(store.save(Session.empty("s")).version()).isEqualTo(1);
  }
}
