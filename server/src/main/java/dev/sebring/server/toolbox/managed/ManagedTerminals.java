package dev.sebring.server.toolbox.managed;

import dev.sebring.api.ProcessTerminal;
import dev.sebring.sandbox.guest.TerminalSize;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.toolbox.terminal.TerminalSizes;
import org.jspecify.annotations.Nullable;

/** The terminals of managed processes. Thread-safe. */
final class ManagedTerminals {
  private final TerminalSizes sizes = new TerminalSizes();

  /** As large as it is now; {@code null}: the process has none. */
  @Nullable ProcessTerminal size(ToolboxContext sandbox, HeldProcess held) {
    ProcessTerminal first = held.label().terminal();
    if (first == null) {
      return null;
    }
    TerminalSize now =
        sizes.get(sandbox.id(), held.process(), new TerminalSize(first.rows(), first.cols()));
    return new ProcessTerminal(now.columns(), now.rows());
  }

  /** Changes the size of one that there is. */
  void resize(ToolboxContext sandbox, HeldProcess held, ProcessTerminal asked) {
    TerminalSize size = TerminalSizes.of(asked.cols(), asked.rows());
    sandbox.guest().resize(held.process().id(), size);
    sizes.put(sandbox.id(), held.process(), size);
  }
}
