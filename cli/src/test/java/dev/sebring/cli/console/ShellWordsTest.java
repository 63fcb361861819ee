package dev.sebring.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShellWordsTest {

  @Test
  void aShellSplitsTheLineIntoTheSameWordsAndExpandsNone() throws Exception {
    List<String> words =
        List.of("a b", "", "it's", "$HOME", "`id`", "\"q\"", "*", "\\", "line\nline", "-n", "ü;|&");

    List<String> command = List.of("bash", "-c", "printf '%s\\0' " + ShellWords.quote(words));
    Process shell = new ProcessBuilder(command).start();
    String output = new String(shell.getInputStream().readAllBytes(), UTF_8);

    List<String> arrived = new ArrayList<>(List.of(output.split("\0", -1)));
    arrived.remove(arrived.size() - 1);
    assertThat(arrived).isEqualTo(words);
  }
}
