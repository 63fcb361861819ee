package dev.sebring.tools;

/** The sandbox of a session existed and does not any more. */
final class SandboxGone extends RuntimeException {
  private static final long serialVersionUID = 1;

  SandboxGone(String message, Throwable cause) {
    super(message, cause);
  }
}
