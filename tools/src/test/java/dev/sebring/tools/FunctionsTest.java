package dev.sebring.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.api.CodeLanguage;
import dev.sebring.api.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionsTest {
  private final List<ToolFunction> functions =
      Functions.describe(Functions.STANDARD, CodeLanguage.TYPESCRIPT, Duration.ofSeconds(300));

  @Test
  void functionsAndArgumentsHaveTheNamesOfTheOriginal() throws Exception {
    assertThat(signatures(functions))
        .isEqualTo(
            """
            run_code[code, language, timeout_seconds]["code"]
            run_shell_command[command, timeout_seconds]["command"]
            create_file[file_path, content]["file_path","content"]
            read_file[file_path]["file_path"]
            list_files[directory][]
            delete_file[file_path]["file_path"]
            change_directory[directory]["directory"]
            """);
  }

  @Test
  void functionsThatAreSwitchedOnAreDescribedToo() throws Exception {
    assertThat(
            signatures(
                Functions.describe(
                    Functions.OPTIONAL, CodeLanguage.PYTHON, Duration.ofSeconds(300))))
        .isEqualTo(
            """
            search_files[name_pattern, text, directory][]
            replace_in_files[file_paths, old_text, new_text]["file_paths","old_text","new_text"]
            upload_file[local_path, file_path]["local_path","file_path"]
            download_file[file_path, local_path]["file_path","local_path"]
            run_background[command]["command"]
            read_output[process_id, wait_seconds, from_character]["process_id"]
            stop_process[process_id]["process_id"]
            """);
  }

  private static String signatures(List<ToolFunction> functions) throws Exception {
    StringBuilder signatures = new StringBuilder();
    for (ToolFunction function : functions) {
      JsonNode schema = Json.mapper().readTree(function.parametersJsonSchema());
      signatures
          .append(function.name())
          .append(schema.path("properties").properties().stream().map(p -> p.getKey()).toList());
      signatures.append(schema.path("required")).append('\n');
      assertThat(schema.path("type").asText()).isEqualTo("object");
      assertThat(schema.path("properties"))
          .allSatisfy(property -> assertThat(property.path("description").asText()).isNotBlank());
      assertThat(function.name()).matches("[a-zA-Z0-9_-]{1,64}");
    }
    return signatures.toString();
  }

  @Test
  void theDefaultsAreThoseOfTheToolkit() {
    assertThat(functions.get(0).parametersJsonSchema())
        .contains("Default: typescript")
        .contains("maximum: 300");
  }
}
