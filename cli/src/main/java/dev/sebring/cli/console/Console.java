package dev.sebring.cli.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sebring.api.Json;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where a command writes, and whether that is JSON: a mixin of every command with a result. */
public final class Console {
  @Option(names = "--json", description = "Print one JSON document instead of text for people.")
  private boolean json;

  @Spec(Target.MIXEE)
  private CommandSpec mixee = CommandSpec.create();

  /** Made by picocli. */
  public Console() {}

  public boolean json() {
    return json;
  }

  public PrintWriter out() {
    return mixee.commandLine().getOut();
  }

  public PrintWriter err() {
    return mixee.commandLine().getErr();
  }

  /** Writes a value of the contract, or a map, as indented JSON. */
  public void printJson(Object value) {
    try {
      out().println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + value.getClass() + " as JSON", e);
    }
    out().flush();
  }

  /** Writes a line for people. */
  public void line(String text) {
    out().println(text);
    out().flush();
  }
}
