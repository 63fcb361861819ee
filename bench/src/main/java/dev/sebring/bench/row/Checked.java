package dev.sebring.bench.row;

import dev.sebring.api.ExecuteResponse;
import dev.sebring.tools.ToolResult;

/** Nothing is measured that did not work. */
final class Checked {
  private Checked() {}

  static void output(String expected, ExecuteResponse answer) {
    if (!answer.result().strip().equals(expected)) {
      throw new IllegalStateException("not " + expected + ": " + answer);
    }
  }

  static void output(String expected, ToolResult answer) {
    if (answer.isError() || !answer.text().contains(expected)) {
      throw new IllegalStateException("not " + expected + ": " + answer);
    }
  }
}
