package dev.sebring.testkit.model;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a scripted model says: one {@link Answer} for each request, made from what that request
 * really carried. A script may be called from several threads at once.
 */
@FunctionalInterface
public interface Script {

  /**
   * The answer to one request. An exception becomes a 500 whose message is the exception's, so that
   * a mistake in a script shows up in the program under test.
   */
  Answer answer(ModelRequest request);

  /**
   * The first request gets the first turn, and so on, whoever asks. A request past the last turn
   * gets a 500 that says so.
   */
  static Script turns(Script... turns) {
    List<Script> all = List.of(turns);
    AtomicInteger next = new AtomicInteger();
    return request -> {
      int turn = next.getAndIncrement();
      if (turn >= all.size()) {
        throw new IllegalStateException(
            "the script has "
                + all.size()
                + " turns and this is request "
                + (turn + 1)
                + ": "
                + request.lastText());
      }
      return Objects.requireNonNull(all.get(turn).answer(request), "answer of turn " + (turn + 1));
    };
  }

  /** The same turns, each an answer that does not depend on the request. */
  static Script answers(Answer... answers) {
    Script[] turns = new Script[answers.length];
    for (int i = 0; i < answers.length; i++) {
      Answer answer = Objects.requireNonNull(answers[i], "answer");
      turns[i] = request -> answer;
    }
    return turns(turns);
  }
}
