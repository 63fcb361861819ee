package dev.sebring.cli.agent;

import dev.sebring.agent.Agent;
import dev.sebring.agent.model.ModelException;
import java.io.IOException;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** A conversation in the terminal, until the end of the input. */
final class Chat {
  private final Agent agent;

  Chat(Agent agent) {
    this.agent = agent;
  }

  void run() throws IOException {
    try (Terminal terminal = TerminalBuilder.terminal()) {
      LineReader lines = LineReaderBuilder.builder().terminal(terminal).appName("sebring").build();
      terminal.writer().println(agent.modelName() + "; Ctrl-D ends the conversation.");
      for (String line = next(lines); line != null; line = next(lines)) {
        if (!line.isBlank()) {
          answer(terminal, line);
        }
      }
    }
  }

  private static @Nullable String next(LineReader lines) {
    try {
      return lines.readLine("> ");
    } catch (EndOfFileException | UserInterruptException e) {
      return null;
    }
  }

  /** A model that fails once may answer the next message. */
  private void answer(Terminal terminal, String message) {
    try {
      agent.printResponse(message);
    } catch (ModelException e) {
      terminal.writer().println("sebring: " + e.getMessage());
      terminal.flush();
    }
  }
}
