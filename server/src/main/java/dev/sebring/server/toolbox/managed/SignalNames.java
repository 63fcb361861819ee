package dev.sebring.server.toolbox.managed;

import dev.sebring.server.http.ApiException;
import java.util.Map;
import java.util.TreeMap;

/** Linux's numbers of signals. */
final class SignalNames {
  private static final Map<String, Integer> NUMBERS =
      new TreeMap<>(
          Map.of(
              "SIGHUP",
              1,
              "SIGINT",
              2,
              "SIGQUIT",
              3,
              "SIGKILL",
              9,
              "SIGUSR1",
              10,
              "SIGUSR2",
              12,
              "SIGTERM",
              15,
              "SIGCONT",
              18,
              "SIGSTOP",
              19,
              "SIGWINCH",
              28));

  private SignalNames() {}

  /**
   * @throws ApiException 400 that lists what there is
   */
  static int number(String name) {
    Integer number = NUMBERS.get(name);
    if (number == null) {
      throw ApiException.badRequest(
          "bad request: there is no signal \""
              + name
              + "\"; these can be sent: "
              + String.join(", ", NUMBERS.keySet()));
    }
    return number;
  }

  /** Its name; of one without, {@code SIG} and the number. */
  static String name(int number) {
    return NUMBERS.entrySet().stream()
        .filter(entry -> entry.getValue() == number)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(number == 11 ? "SIGSEGV" : number == 6 ? "SIGABRT" : "SIG" + number);
  }
}
