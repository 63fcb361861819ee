package dev.sebring.agent.model;

/** A provider of models that environment variables can choose. */
interface Provider {

  /** The part of {@code SEBRING_MODEL} before the slash. */
  String name();

  /** The variable that a user sets. */
  String variable();

  /** Maven coordinates of the library that speaks to it. */
  String artifact();

  boolean isConfigured(ModelChoice.Environment environment);

  /**
   * @param modelName empty for the default
   * @throws NoClassDefFoundError if the library is not there
   */
  AgentModel build(ModelChoice.Environment environment, String modelName);
}
