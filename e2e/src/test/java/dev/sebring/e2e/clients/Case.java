package dev.sebring.e2e.clients;

import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;

/**
 * One {@code ok} or {@code not ok} line of a client's program, with the indented lines below it.
 */
record Case(String name, boolean passed, String reason) {
  private static final String FAILED = "not ok ";
  private static final String PASSED = "ok ";

  static List<Case> read(String output) {
    List<Case> cases = new ArrayList<>();
    for (String line : output.lines().toList()) {
      if (line.startsWith(FAILED)) {
        cases.add(new Case(line.substring(FAILED.length()), false, ""));
      } else if (line.startsWith(PASSED)) {
        cases.add(new Case(line.substring(PASSED.length()), true, ""));
      } else if (line.startsWith("    ") && !cases.isEmpty()) {
        Case last = cases.removeLast();
        cases.add(new Case(last.name, last.passed, last.reason + line + "\n"));
      }
    }
    return cases;
  }

  void requirePassed() {
    if (!passed) {
      fail(name + "\n" + reason);
    }
  }
}
