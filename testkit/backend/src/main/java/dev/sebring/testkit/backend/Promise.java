package dev.sebring.testkit.backend;

/** What a backend may leave out, in words for the test's output. Immutable. */
public enum Promise {
  LIMITS_DISK("a full disk ends at the sandbox's limit"),
  LIMITS_MEMORY("the memory limit of the specification holds"),
  ISOLATES_FILES("absolute paths of two sandboxes are different files"),
  ISOLATES_PROCESSES("a sandbox sees its own processes only"),
  SWITCHES_USERS("commands and files have the ids of the user that they are asked for");

  private final String text;

  Promise(String text) {
    this.text = text;
  }

  /** The promise as a sentence. */
  public String text() {
    return text;
  }
}
