package dev.sebring.server.toolbox.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Programs of a table beside this class, one after another with a line of dashes between. */
final class Cases {
  private static final Pattern BETWEEN = Pattern.compile("(?m)^(#|//)----\n");

  private Cases() {}

  static List<String> read(String name) {
    try (var in = Cases.class.getResourceAsStream(name)) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(BETWEEN.split(all)).filter(text -> !text.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
