package dev.sebring.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.api.Json;
import dev.sebring.server.SebringServer;
import dev.sebring.server.ServerConfig;
import dev.sebring.testkit.backend.LocalBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The command against a real server with real guests. */
class CommandsTest {
  private static Path home;
  private static SebringServer server;
  private static String box;

  @BeforeAll
  static void start() throws IOException {
    // Short, for the guests' sockets are in it.
    home = Files.createTempDirectory(Path.of("/tmp"), "sb");
    server =
        SebringServer.start(
            ServerConfig.of(
                home, (directory, installation) -> new LocalBackend(directory.resolve("local"))));
    // Whoever reads this instead of the environment finds no server.
    Files.writeString(home.resolve(".env"), "DAYTONA_API_URL=http://127.0.0.1:1/api\n");
    box = sebring("sandbox", "create", "--name", "box").out().strip();
  }

  @AfterAll
  static void end() throws IOException {
    server.close();
    try (LocalBackend backend = new LocalBackend(home.resolve("local"))) {
      List.copyOf(backend.list()).forEach(sandbox -> backend.delete(sandbox.id()));
    }
    try (Stream<Path> files = Files.walk(home)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  @Test
  void execKeepsTheBoundariesOfArguments() {
    CommandProcess exec =
        sebring("sandbox", "exec", "box", "--", "printf", "[%s]", "a b", "", "$HOME", "it's", "*");
    assertThat(exec.out()).isEqualTo("[a b][][$HOME][it's][*]");
  }

  @Test
  void execPassesBothStreamsAndTheExitCodeOfTheProgramThrough() {
    CommandProcess exec =
        sebring("sandbox", "exec", "box", "bash", "-c", "echo out; echo err >&2; exit 7");
    assertThat(exec).isEqualTo(new CommandProcess(7, "out\n", "err\n"));
  }

  @Test
  void aShellHasTheSizeAndEveryKeyOfThisTerminalAndEndsWithItsExitCode() {
    String script =
        """
        set timeout 60
        proc await {text} { expect -ex $text {} timeout {exit 101} eof {exit 102} }
        spawn -noecho {*}$argv
        stty rows 33 columns 111 < $spawn_out(slave,name)
        expect -re {[#$] $} {} timeout {exit 103} eof {exit 104}
        send "stty size\\r"
        await "33 111"
        stty rows 20 columns 90 < $spawn_out(slave,name)
        send "until test \\"\\$(stty size)\\" = '20 90'; do sleep 0.1; done; echo resized-\\$((40 + 2))\\r"
        await "resized-42"
        send "echo sleeps-\\$((40 + 2)); sleep 1000\\r"
        await "sleeps-42"
        send "\\003"
        send "echo interrupted-\\$((40 + 2)); exit 7\\r"
        await "interrupted-42"
        expect eof {} timeout {exit 105}
        exit [lindex [wait] 3]
        """;

    CommandProcess shell = CommandProcess.inTerminal(home, environment(), script, "shell", "box");

    assertThat(shell.exitCode()).as(shell.out() + shell.err()).isEqualTo(7);
  }

  @Test
  void aShellWithoutATerminalIsRefusedWithTheCommandThatWorks() {
    CommandProcess shell = sebring("shell", "box");
    assertThat(shell.exitCode()).isEqualTo(125);
    assertThat(shell.err()).contains("no terminal", "sebring sandbox exec").hasLineCount(1);
  }

  @Test
  void aSandboxThatIsNotThereIsToldFromAProgramThatFails() {
    CommandProcess exec = sebring("sandbox", "exec", "nobody", "true");
    assertThat(exec.exitCode()).isEqualTo(126);
    assertThat(exec.err()).startsWith("sebring: ").contains("nobody");
    assertThat(exec.out()).isEmpty();
  }

  @Test
  void aTimeLimitIsToldFromAProgramThatFails() {
    assertThat(sebring("sandbox", "exec", "--timeout", "1", "box", "sleep", "30").exitCode())
        .isEqualTo(124);
  }

  @Test
  void aServerThatIsNotThereIsOurFailure() {
    CommandProcess list =
        CommandProcess.run(
            home,
            Map.of("DAYTONA_API_URL", "http://127.0.0.1:1/api", "DAYTONA_API_KEY", "k"),
            "",
            "sandbox",
            "list");
    assertThat(list.exitCode()).isEqualTo(125);
    assertThat(list.err()).startsWith("sebring: ").hasLineCount(1);
  }

  @Test
  void runKnowsTheLanguageByTheEndingAndGivesTheProgramItsArguments() throws IOException {
    Path file = Files.writeString(home.resolve("args.py"), "import sys; print(sys.argv[1:])\n");
    CommandProcess run = sebring("run", file.toString(), "--json", "a b");
    assertThat(run).isEqualTo(new CommandProcess(0, "['--json', 'a b']\n", ""));
  }

  @Test
  void runReadsAProgramFromAPipeAndLeavesNoSandbox() throws IOException {
    CommandProcess run =
        sebringWithInput("print(6 * 7); exit(3)", "run", "--json", "--language", "python", "-");
    JsonNode document = Json.mapper().readTree(run.out());
    assertThat(document.path("exitCode").asInt()).isEqualTo(3);
    assertThat(document.path("stdout").asText()).isEqualTo("42\n");
    assertThat(run.exitCode()).isEqualTo(3);
    String ran = document.path("sandbox").asText();
    assertThat(sebring("sandbox", "list", "--json").out()).doesNotContain(ran).contains(box);
  }

  @Test
  void aNewKeyOpensTheServerUntilItIsRevoked() {
    CommandProcess created = sebring("key", "create", "laptop");
    Map<String, String> laptop =
        Map.of(
            "DAYTONA_API_URL", server.apiUrl().toString(),
            "DAYTONA_API_KEY", created.out().strip());
    assertThat(CommandProcess.run(home, laptop, "", "sandbox", "list").exitCode()).isZero();
    assertThat(sebring("key", "list").out()).contains("laptop").doesNotContain(created.out());

    assertThat(sebring("key", "revoke", "laptop").exitCode()).isZero();

    assertThat(CommandProcess.run(home, laptop, "", "sandbox", "list").exitCode()).isEqualTo(125);
    assertThat(sebring("key", "revoke", "laptop").exitCode()).isEqualTo(126);
  }

  @Test
  void doctorFindsWhatBelongsToNoSandbox() throws IOException {
    Map<String, String> environment = Map.of("SEBRING_HOME", home.toString());
    assertThat(CommandProcess.run(home, environment, "", "doctor", "--leftovers").exitCode())
        .isZero();
    Path stray = home.resolve("local/sandboxes/0b8c6f3e-0000-4000-8000-000000000000");
    Files.createDirectory(stray);

    CommandProcess doctor =
        CommandProcess.run(home, environment, "", "doctor", "--leftovers", "--json");

    Files.delete(stray);
    assertThat(doctor.exitCode()).isEqualTo(1);
    assertThat(doctor.out()).contains(stray.getFileName().toString());
  }

  private static CommandProcess sebring(String... arguments) {
    return sebringWithInput("", arguments);
  }

  private static CommandProcess sebringWithInput(String input, String... arguments) {
    return CommandProcess.run(home, environment(), input, arguments);
  }

  private static Map<String, String> environment() {
    return Map.of(
        "DAYTONA_API_URL", server.apiUrl().toString(), "DAYTONA_API_KEY", server.apiKey());
  }
}
