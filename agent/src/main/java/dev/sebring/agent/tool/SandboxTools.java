package dev.sebring.agent.tool;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.sebring.adapters.langchain4j.DaytonaToolSpecifications;
import dev.sebring.tools.DaytonaTools;
import dev.sebring.tools.ToolResult;
import dev.sebring.tools.ToolSession;
import java.util.List;
import java.util.Optional;

/**
 * The functions of a {@link DaytonaTools}. Its working directory is kept in the session's state, so
 * that another process goes on where this one was.
 */
final class SandboxTools implements Toolkit {
  private static final String DIRECTORY = "daytona.working_directory";

  private final DaytonaTools tools;
  private final List<ToolSpecification> specifications;

  SandboxTools(DaytonaTools tools) {
    this.tools = tools;
    this.specifications = DaytonaToolSpecifications.of(tools);
  }

  @Override
  public List<ToolSpecification> specifications() {
    return specifications;
  }

  @Override
  public ToolAnswer call(ToolContext context, ToolRequest request) {
    ToolSession session = tools.session(context.sessionId());
    String kept = context.state().get(DIRECTORY);
    if (session.workingDirectory() == null && kept != null) {
      session.restoreWorkingDirectory(kept);
    }
    ToolResult result = tools.call(context.sessionId(), request.name(), request.arguments());
    String directory = session.workingDirectory();
    if (directory != null) {
      context.state().put(DIRECTORY, directory);
    }
    return new ToolAnswer(result.text(), result.isError());
  }

  @Override
  public Optional<String> instructions() {
    return tools.addInstructions() ? Optional.of(tools.instructions()) : Optional.empty();
  }

  @Override
  public Optional<String> sessionId() {
    return Optional.of(tools.sessionId());
  }

  @Override
  public void close() {
    tools.close();
  }
}
