package dev.sebring.e2e.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.e2e.OwnHome;
import dev.sebring.e2e.OwnHome.Ended;
import dev.sebring.examples.CodingAgent;
import dev.sebring.examples.Tour;
import dev.sebring.testkit.model.CodingAgentScript;
import dev.sebring.testkit.model.ScriptedModelServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExamplesE2E {
  private OwnHome home;

  @BeforeEach
  void makeHome() throws IOException {
    home = new OwnHome();
  }

  @AfterEach
  void nothingIsLeft() throws IOException, InterruptedException {
    home.close();
  }

  @Test
  void theCodingAgentShowsTenSortedNumbersThatItsSandboxPrinted() throws Exception {
    try (ScriptedModelServer model = ScriptedModelServer.start(new CodingAgentScript())) {
      Ended agent =
          home.run(CodingAgent.class, Map.of("OPENAI_BASE_URL", model.baseUrl().toString()));

      assertThat(agent.exitCode()).as(agent.output()).isZero();
      List<Integer> numbers =
          agent
              .output()
              .lines()
              .filter(line -> line.matches("\\d+"))
              .map(Integer::valueOf)
              .toList();
      assertThat(numbers).as(agent.output()).hasSize(10).isSorted();
      assertThat(numbers).allMatch(number -> number >= 1 && number <= 100);
    }
  }

  @Test
  void theTourShowsEveryFunctionOfTheToolkit() throws Exception {
    Ended tour = home.run(Tour.class, Map.of());

    assertThat(tour.exitCode()).as(tour.output()).isZero();
    assertThat(tour.output())
        .contains("  285\n", "  Green\n", "It's kept byte for byte.", "/home/daytona/notes\n")
        .doesNotContain("\"status\":\"error\"");
  }
}
