package dev.sebring.e2e.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.client.CreateSandboxParams;
import dev.sebring.client.Daytona;
import dev.sebring.client.PtyCreateOptions;
import dev.sebring.client.PtyHandle;
import dev.sebring.client.Sandbox;
import dev.sebring.e2e.Installation;
import dev.sebring.e2e.Screen;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Programs of the default snapshot that take the whole screen, and every key, for themselves. */
class TerminalProgramsE2E {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String ESCAPE = "\033";
  private static final String PROMPT = "$ ";
  private static Installation installation;
  private static Daytona daytona;
  private static Sandbox sandbox;

  private final Screen screen = new Screen();
  private PtyHandle terminal;

  @BeforeAll
  static void startServer() throws IOException {
    installation = Installation.start();
    daytona = installation.client();
    sandbox = daytona.create(CreateSandboxParams.builder().build(), LONG);
  }

  @AfterAll
  static void nothingIsLeft() throws IOException {
    sandbox.delete(LONG);
    daytona.close();
    installation.close();
  }

  @BeforeEach
  void open() {
    terminal =
        sandbox
            .getProcess()
            .createPty(new PtyCreateOptions().setId("screen").setOnData(screen::show));
  }

  @AfterEach
  void close() {
    terminal.kill();
    terminal.close();
  }

  @Test
  void vimWritesTheFileThatIsTypedInIt() throws Exception {
    terminal.sendInput("vim notes.txt\r");
    screen.await("\"notes.txt\"");
    screen.forget();
    terminal.sendInput("ifirst\rsecond" + ESCAPE + "ggdwisaved " + ESCAPE + ":wq\r");
    screen.await("written");
    screen.await(PROMPT);
    assertThat(new String(sandbox.getFs().downloadFile("notes.txt"), UTF_8))
        .isEqualTo("saved \nsecond\n");
  }

  @Test
  void lessShowsTheEndOfALongFileAndFindsALine() throws Exception {
    terminal.sendInput("seq -f 'line %g.' 1000 > long.txt; less long.txt\r");
    screen.await("line 5.");
    assertThat(screen.text()).doesNotContain("line 1000.");

    terminal.sendInput("G");
    screen.await("line 1000.");
    assertThat(screen.text()).doesNotContain("line 501.");
    terminal.sendInput("?line 500\r");
    screen.await("line 501.");

    screen.forget();
    terminal.sendInput("q");
    screen.await(PROMPT);
  }

  @Test
  void topShowsTheProcessesOfTheSandboxAndFollowsTheSizeOfTheWindow() throws Exception {
    terminal.sendInput("sleep 4321.$(printf %045d)77 &\rtop -c\r");
    screen.await("sleep 4321.000");
    assertThat(screen.text()).as("what 120 columns show").doesNotContain("0077");

    terminal.resize(132, 50);
    screen.await("0077");

    screen.forget();
    terminal.sendInput("q");
    screen.await(PROMPT);
  }
}
