package dev.sebring.agent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sebring.testkit.model.Script;
import dev.sebring.testkit.model.ScriptedModelServer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelChoiceTest {

  @Test
  void theFirstVariableInTheDocumentedOrderChooses() {
    Map<String, String> all =
        Map.of(
            "OPENAI_API_KEY", "a",
            "ANTHROPIC_API_KEY", "b",
            "GEMINI_API_KEY", "c",
            "OLLAMA_BASE_URL", "http://localhost:1");
    assertThat(choose(all)).isEqualTo("openai/gpt-5.4 by OPENAI_API_KEY");
    assertThat(choose(Map.of("ANTHROPIC_API_KEY", "b", "GEMINI_API_KEY", "c")))
        .isEqualTo("anthropic/claude-sonnet-4-6 by ANTHROPIC_API_KEY");
    assertThat(choose(Map.of("GEMINI_API_KEY", "c", "OLLAMA_BASE_URL", "http://localhost:1")))
        .isEqualTo("gemini/gemini-3.6-flash by GEMINI_API_KEY");
  }

  @Test
  void aCompatibleServerNeedsNoKeyAndChoosesTheModelThatItHas() {
    try (ScriptedModelServer server = ScriptedModelServer.start(Script.turns())) {
      Map<String, String> variables = Map.of("OPENAI_BASE_URL", server.baseUrl() + "/");
      assertThat(choose(variables)).isEqualTo("openai/scripted-model by OPENAI_BASE_URL");
      assertThat(choose(variables, "openai/mine")).isEqualTo("openai/mine by OPENAI_BASE_URL");
    }
  }

  @Test
  void ollamaAnswersWithTheFirstModelThatItHas() {
    try (ScriptedModelServer server = ScriptedModelServer.start(Script.turns())) {
      String url = server.baseUrl().toString().replace("/v1", "/");
      assertThat(choose(Map.of("OLLAMA_BASE_URL", url)))
          .isEqualTo("ollama/scripted-model by OLLAMA_BASE_URL");
    }
  }

  @Test
  void anOllamaThatIsNotThereIsAnErrorThatNamesTheVariable() {
    assertThatThrownBy(() -> choose(Map.of("OLLAMA_BASE_URL", "http://127.0.0.1:1")))
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessageContainingAll("OLLAMA_BASE_URL", "is it running");
  }

  @Test
  void sebringModelOverrulesTheOrder() {
    Map<String, String> keys = Map.of("OPENAI_API_KEY", "a", "ANTHROPIC_API_KEY", "b");
    assertThat(choose(keys, "anthropic/claude-opus-4-8"))
        .isEqualTo("anthropic/claude-opus-4-8 by ANTHROPIC_API_KEY");
    assertThat(choose(keys, "anthropic"))
        .isEqualTo("anthropic/claude-sonnet-4-6 by ANTHROPIC_API_KEY");
    assertThat(choose(keys, "openai/org/model:tag"))
        .isEqualTo("openai/org/model:tag by OPENAI_API_KEY");
  }

  @Test
  void aProviderWithoutItsKeyIsAnErrorThatNamesIt() {
    assertThatThrownBy(() -> choose(Map.of("OPENAI_API_KEY", "a"), "gemini/x"))
        .isInstanceOf(ModelAccessException.class)
        .hasMessageContainingAll("SEBRING_MODEL is 'gemini/x'", "GEMINI_API_KEY is not set");
  }

  @Test
  void aProviderThatThereIsNotIsAnErrorThatNamesThoseThatThereAre() {
    assertThatThrownBy(() -> choose(Map.of("OPENAI_API_KEY", "a"), "gpt-5.4"))
        .isInstanceOf(ModelRequestException.class)
        .hasMessageContaining("openai, anthropic, gemini, ollama");
  }

  @Test
  void nothingSetIsAnErrorThatNamesTheVariables() {
    assertThatThrownBy(() -> choose(Map.of("OPENAI_API_KEY", " ")))
        .isInstanceOf(ModelAccessException.class)
        .hasMessageContainingAll(
            "OPENAI_API_KEY",
            "ANTHROPIC_API_KEY",
            "GEMINI_API_KEY",
            "OLLAMA_BASE_URL",
            "OPENAI_BASE_URL",
            "SEBRING_MODEL");
  }

  private static String choose(Map<String, String> variables) {
    AgentModel model = new ModelChoice(variables).choose();
    return model.name() + " by " + model.origin();
  }

  private static String choose(Map<String, String> variables, String wanted) {
    Map<String, String> all = new HashMap<>(variables);
    all.put("SEBRING_MODEL", wanted);
    return choose(all);
  }
}
