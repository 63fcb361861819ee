package dev.sebring.testkit.model;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * A program: serves {@link CodingAgentScript}. Its first line on standard output is the base URL;
 * it serves until its standard input ends, so that it never outlives whoever started it.
 *
 * <p>Its one argument, optional, is the pause between the events of a stream in milliseconds.
 */
public final class CodingAgentModel {
  private CodingAgentModel() {}

  /** Runs until standard input ends; exit code 2 for a wrong argument. */
  public static void main(String[] args) throws IOException {
    if (args.length > 1 || (args.length == 1 && !args[0].matches("[0-9]{1,5}"))) {
      System.err.println("usage: CodingAgentModel [PAUSE_IN_MILLISECONDS]");
      System.exit(2);
    }
    Duration pause = Duration.ofMillis(args.length == 0 ? 0 : Integer.parseInt(args[0]));
    try (ScriptedModelServer server =
        ScriptedModelServer.builder(new CodingAgentScript()).deltaPause(pause).start()) {
      System.out.println(server.baseUrl());
      System.out.flush();
      InputStream in = System.in;
      while (in.read() != -1) {
        // Only the end of the input counts.
      }
    }
  }
}
