package dev.sebring.agent.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sebring.agent.tool.Confirmation;
import dev.sebring.agent.tool.ToolRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Shows each call whole, programs line by line, and asks whether it may go ahead. Only {@code y} or
 * {@code yes} does; anything else is the reason that the model is told. At the end of the input
 * nothing goes ahead.
 */
public final class ConsoleConfirmation implements Confirmation {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final BufferedReader in;
  private final PrintStream out;

  /** Asks on {@code out}, and reads answers from {@code in}, a line each. */
  public ConsoleConfirmation(InputStream in, PrintStream out) {
    this.in = new BufferedReader(new InputStreamReader(in, UTF_8));
    this.out = out;
  }

  /** Asks on standard output, and reads answers from standard input. */
  public static ConsoleConfirmation standard() {
    return new ConsoleConfirmation(System.in, System.out);
  }

  @Override
  public Optional<String> refusal(ToolRequest request) {
    out.println(question(request));
    out.print("Go ahead? [y/N] ");
    out.flush();
    String answer;
    try {
      answer = in.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read an answer", e);
    }
    if (answer == null) {
      out.println();
      return Optional.of("nobody is there to confirm it");
    }
    String said = answer.strip();
    if (said.equalsIgnoreCase("y") || said.equalsIgnoreCase("yes")) {
      return Optional.empty();
    }
    boolean plainNo = said.isEmpty() || said.equalsIgnoreCase("n") || said.equalsIgnoreCase("no");
    return Optional.of(plainNo ? "the user said no" : "the user said: " + said);
  }

  private static String question(ToolRequest request) {
    StringBuilder text = new StringBuilder("The agent wants to call " + request.name());
    try {
      JsonNode arguments = MAPPER.readTree(request.arguments());
      text.append(arguments.isEmpty() ? "." : " with");
      arguments
          .properties()
          .forEach(argument ->
              text.append("\n  ")
                  .append(argument.getKey())
                  .append(":\n    ")
                  .append(shown(argument.getValue()).replace("\n", "\n    ")));
    } catch (JsonProcessingException e) {
      text.append(" with ").append(request.arguments());
    }
    return SafeText.of(text.toString());
  }

  private static String shown(JsonNode value) {
    return value.isTextual() ? value.asText().stripTrailing() : value.toString();
  }
}
