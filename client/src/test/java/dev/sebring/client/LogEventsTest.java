package dev.sebring.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sebring.api.LogFrame;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogEventsTest {
  private static final String ONE =
      "event: log\n"
          + "data:"
          + " {\"channel\":\"stdout\",\"cursor\":\"4\",\"data\":\"one\\n\",\"timestamp\":1}\n\n";
  private static final String END = "event: eof\ndata: {\"cursor\":\"4\"}\n\n";

  private final List<LogFrame> frames = new ArrayList<>();

  @Test
  void framesAreTakenAndWhatIsNotKnownIsLetPass() {
    take(":\n\n" + ONE + "event: state\ndata: {\"id\":\"1\"}\n\nevent: news\ndata: {}\n\n" + END);

    assertThat(frames).containsExactly(new LogFrame("stdout", "4", "one\n", 1));
  }

  @Test
  void aLogThatBreaksOffIsNotOneThatHasEnded() {
    assertThatThrownBy(() -> take(ONE))
        .isInstanceOf(DaytonaConnectionException.class)
        .hasMessageContaining("Tried to follow");
    assertThat(frames).hasSize(1);
  }

  @Test
  void anErrorIsTheServersOwn() {
    String error =
        "event: error\ndata: {\"cursor\":\"4\",\"code\":\"%s\",\"message\":\"is gone\"}\n\n";

    assertThatThrownBy(() -> take(ONE + error.formatted("BAD_GATEWAY")))
        .isInstanceOf(DaytonaServerException.class)
        .hasMessageContaining("is gone");
    assertThatThrownBy(() -> take(error.formatted("PROCESS_NOT_FOUND")))
        .isInstanceOf(DaytonaNotFoundException.class);
  }

  @Test
  void whatIsNoFrameIsSaid() {
    assertThatThrownBy(() -> take("event: log\ndata: {\n\n"))
        .isInstanceOf(DaytonaException.class)
        .hasMessageContaining("not what the contract says");
  }

  private void take(String events) {
    new LogEvents("Tried to follow", frames::add)
        .take(new ByteArrayInputStream(events.getBytes(UTF_8)));
  }
}
