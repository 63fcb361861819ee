package dev.sebring.server.toolbox.program;

import dev.sebring.sandbox.guest.SpawnRequestBuilder;
import java.util.List;
import java.util.Map;

/** Something to run in a sandbox. Implementations are immutable and thread-safe. */
public sealed interface Program permits ShellCommand, PythonSnippet, NodeSnippet {
  /**
   * How to start it, the best way first: the next is for a sandbox that lacks the interpreter of
   * the one before. User, directory and the form of the output are left to the caller.
   *
   * @param variables added to the environment
   * @throws IllegalArgumentException if it cannot be started anywhere, e.g. an argument contains a
   *     zero character; the message says which
   */
  List<SpawnRequestBuilder> starts(Map<String, String> variables);

  /**
   * What a person is told where no start is possible, e.g. {@code node: command not found: ...}.
   */
  String missingInterpreter();
}
