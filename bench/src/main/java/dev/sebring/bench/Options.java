package dev.sebring.bench;

import dev.sebring.bench.peer.Peers;
import dev.sebring.bench.row.Effort;
import dev.sebring.bench.row.Rows;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a run is to do. Immutable.
 *
 * @param rows by name
 * @param peers by name
 * @param json where the machine-readable result is written
 * @param cache what later runs need too
 */
record Options(Set<String> rows, Set<String> peers, Effort effort, Path json, Path cache) {
  static final String USAGE =
      "usage: bench [--rows "
          + String.join(",", Rows.all().keySet())
          + "] [--peers docker,runc,runsc,bwrap,agno|none] [--quick|--once] [--repeat N]"
          + " [--idle N] [--json FILE] [--cache DIRECTORY]";

  Options {
    rows = new LinkedHashSet<>(rows);
    peers = Set.copyOf(peers);
    requireKnown("row", rows, Rows.all().keySet());
    requireKnown("peer", peers, Peers.ALL);
  }

  private static void requireKnown(String kind, Set<String> named, Set<String> known) {
    for (String name : named) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "there is no " + kind + " \"" + name + "\"; there are " + String.join(", ", known));
      }
    }
  }

  /** Reads the words of a command line. */
  static Options parse(List<String> words) {
    Set<String> rows = Rows.all().keySet();
    Set<String> peers = Peers.ALL;
    Effort effort =
        words.contains("--once")
            ? Effort.ONCE
            : words.contains("--quick") ? Effort.QUICK : Effort.FULL;
    Path json = Path.of("target/bench.json");
    Path cache = Path.of("target/cache").toAbsolutePath();
    for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
      String word = rest.next();
      switch (word) {
        case "--once", "--quick" -> {}
        case "--rows" -> rows = names(value(word, rest));
        case "--peers" -> {
          String value = value(word, rest);
          peers = value.equals("none") ? Set.of() : names(value);
        }
        case "--repeat" -> effort = effort.withTurns(number(word, rest));
        case "--idle" -> effort = effort.withIdle(number(word, rest));
        case "--json" -> json = Path.of(value(word, rest));
        case "--cache" -> cache = Path.of(value(word, rest)).toAbsolutePath();
        default -> throw new IllegalArgumentException("unknown option " + word + "\n" + USAGE);
      }
    }
    return new Options(rows, peers, effort, json, cache);
  }

  private static Set<String> names(String list) {
    return new LinkedHashSet<>(List.of(list.split("[, ]+")));
  }

  private static int number(String word, Iterator<String> rest) {
    String value = value(word, rest);
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(word + " needs a number, not " + value, e);
    }
  }

  private static String value(String word, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(word + " needs a value\n" + USAGE);
    }
    return rest.next();
  }
}
