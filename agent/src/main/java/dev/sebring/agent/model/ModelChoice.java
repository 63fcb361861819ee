package dev.sebring.agent.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Chooses a model by the environment: {@code SEBRING_MODEL=provider/name} (or only {@code
 * provider}, for its default model), else the first of these providers for which a variable is set.
 *
 * <table>
 * <caption>Providers, in order</caption>
 * <tr><th>provider</th><th>variables</th><th>default model</th></tr>
 * <tr><td>{@code openai}</td><td>{@code OPENAI_API_KEY}, or {@code OPENAI_BASE_URL} of any
 *   compatible server, which then needs no key</td><td>{@code gpt-5.4}; without a key, the first model
 *   that the server has</td></tr>
 * <tr><td>{@code anthropic}</td><td>{@code ANTHROPIC_API_KEY}</td>
 *   <td>{@code claude-sonnet-4-6}</td></tr>
 * <tr><td>{@code gemini}</td><td>{@code GEMINI_API_KEY}</td><td>{@code gemini-3.6-flash}</td></tr>
 * <tr><td>{@code ollama}</td><td>{@code OLLAMA_BASE_URL}, such as {@code http://localhost:11434}
 *   </td><td>the first model that the server has</td></tr>
 * </table>
 *
 * A variable that is set to nothing counts as not set.
 */
public final class ModelChoice {
  static final List<Provider> PROVIDERS =
      List.of(
          new OpenAiProvider(),
          new AnthropicProvider(),
          new GeminiProvider(),
          new OllamaProvider());

  private final Environment environment;

  /**
   * @param variables such as {@link System#getenv()}
   */
  public ModelChoice(Map<String, String> variables) {
    this.environment = new Environment(variables);
  }

  /**
   * The chosen model. Nothing is asked of its provider yet, but which models it has, of a local
   * server when none is named.
   *
   * @throws ModelAccessException if no variable is set, or a chosen provider's is not; the message
   *     names the variables
   * @throws ModelRequestException if {@code SEBRING_MODEL} names no provider that there is, or the
   *     provider's library is not on the class path
   */
  public AgentModel choose() {
    String wanted = environment.get("SEBRING_MODEL");
    if (!wanted.isEmpty()) {
      return named(wanted);
    }
    return PROVIDERS.stream()
        .filter(provider -> provider.isConfigured(environment))
        .findFirst()
        .map(provider -> build(provider, ""))
        .orElseThrow(ModelChoice::nothingSet);
  }

  private AgentModel named(String wanted) {
    int slash = wanted.indexOf('/');
    String providerName = slash < 0 ? wanted : wanted.substring(0, slash);
    String modelName = slash < 0 ? "" : wanted.substring(slash + 1);
    Provider provider =
        PROVIDERS.stream()
            .filter(p -> p.name().equals(providerName))
            .findFirst()
            .orElseThrow(() ->
                new ModelRequestException(
                    "SEBRING_MODEL is '"
                        + wanted
                        + "': it must be provider/name with one of the providers "
                        + PROVIDERS.stream().map(Provider::name).collect(Collectors.joining(", ")),
                    null));
    if (!provider.isConfigured(environment)) {
      throw new ModelAccessException(
          "SEBRING_MODEL is '" + wanted + "', but " + provider.variable() + " is not set", null);
    }
    return build(provider, modelName);
  }

  private AgentModel build(Provider provider, String modelName) {
    try {
      return provider.build(environment, modelName);
    } catch (NoClassDefFoundError e) {
      throw new ModelRequestException(
          provider.name()
              + " needs the library "
              + provider.artifact()
              + " on the class path; add it to your build",
          e);
    }
  }

  private static ModelAccessException nothingSet() {
    return new ModelAccessException(
        "no model: give Agent.builder() one, or set OPENAI_API_KEY, ANTHROPIC_API_KEY or"
            + " GEMINI_API_KEY, or OLLAMA_BASE_URL for a local Ollama, or OPENAI_BASE_URL for any"
            + " server that speaks OpenAI's API; SEBRING_MODEL=provider/name chooses the model",
        null);
  }

  /** Environment variables; blank ones count as absent. */
  static final class Environment {
    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
      this.variables = Map.copyOf(variables);
    }

    String get(String name) {
      return Objects.requireNonNullElse(variables.get(name), "").strip();
    }

    boolean has(String name) {
      return !get(name).isEmpty();
    }
  }
}
