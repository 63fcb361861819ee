package dev.sebring.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.api.Json;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionCallTest {
  /** Nothing listens there: whatever reached the server would say so. */
  private final DaytonaTools tools =
      DaytonaTools.builder().apiUrl("http://127.0.0.1:1/api").apiKey("k").build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fly        | {}                                     | There is no function \"fly\". These"
            + " exist: run_code, run_shell_command",
        "run_code   | {\"code\":                             | not valid JSON",
        "run_code   | [1]                                    | not a JSON object",
        "run_code   | {}                                     | argument code of run_code is"
            + " missing",
        "run_code   | {\"code\":{\"a\":1}}                   | argument code of run_code is not a"
            + " string",
        "run_code   | {\"code\":\"1\",\"language\":\"ruby\"} | python, javascript or typescript",
        "run_code   | {\"code\":\"1\",\"timeout_seconds\":-1}| not a positive number",
        "run_code   | {\"code\":\"1\",\"timeout_seconds\":\"soon\"}| not a positive number",
        "create_file| {\"file_path\":\"a\"}                  | argument content of create_file is"
            + " missing",
      })
  void aModelThatCallsWronglyIsToldWhatIsRight(String name, String arguments, String message)
      throws Exception {
    ToolResult result = tools.call("s", name, arguments);

    JsonNode text = Json.mapper().readTree(result.text());
    assertThat(result.isError()).isTrue();
    assertThat(text.path("status").asText()).isEqualTo("error");
    assertThat(text.path("message").asText()).contains(message);
  }

  @Test
  void argumentsThatCanBeUnderstoodAreUnderstood() {
    Arguments arguments =
        Arguments.parse(
            "run_code",
            "{\"language\":\"JS\",\"timeout_seconds\":\"1.5\",\"later\":true,\"nothing\":null}");

    assertThat(arguments.optionalLanguage("language")).isNotNull().hasToString("JAVASCRIPT");
    assertThat(arguments.optionalSeconds("timeout_seconds")).isEqualTo(Duration.ofMillis(1500));
    assertThat(arguments.optionalText("nothing")).isNull();
  }

  @Test
  void aServerThatCannotBeReachedIsAResultAndNotAnException() {
    ToolResult result = tools.call("s", "list_files", "");

    assertThat(result.isError()).isTrue();
    assertThat(result.text()).contains("http://127.0.0.1:1/api").contains("Try once more");
  }

  @Test
  void aClosedToolkitSaysSo() {
    tools.close();
    tools.close();

    assertThatThrownBy(() -> tools.call("s", "list_files", "{}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }
}
