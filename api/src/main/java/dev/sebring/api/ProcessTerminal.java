package dev.sebring.api;

/**
 * The size of a process's terminal, in characters; also the body of {@code POST
 * /processes/{processId}/resize}.
 */
public record ProcessTerminal(Integer cols, Integer rows) {
  public ProcessTerminal {
    Required.key(cols, "cols");
    Required.key(rows, "rows");
  }
}
