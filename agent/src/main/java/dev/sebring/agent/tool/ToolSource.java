package dev.sebring.agent.tool;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.service.tool.ToolProvider;
import dev.sebring.tools.DaytonaTools;
import java.util.Arrays;
import java.util.Objects;

/** Turns what users pass as tools into toolkits. */
public final class ToolSource {
  private ToolSource() {}

  /**
   * A toolkit of: a {@link DaytonaTools}, a {@link Toolkit}, a LangChain4j {@link ToolProvider}, or
   * an object with methods that carry LangChain4j's {@link Tool} annotation. A toolkit closes the
   * object it was made of, if that is {@link AutoCloseable}.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public static Toolkit toolkit(Object tools) {
    Objects.requireNonNull(tools, "tools");
    if (tools instanceof Toolkit toolkit) {
      return toolkit;
    }
    if (tools instanceof DaytonaTools daytona) {
      return new SandboxTools(daytona);
    }
    if (tools instanceof ToolProvider provider) {
      return new ProvidedTools(provider);
    }
    boolean annotated =
        Arrays.stream(tools.getClass().getMethods())
            .anyMatch(method -> method.isAnnotationPresent(Tool.class));
    if (annotated) {
      return new ProvidedTools(AnnotatedTools.of(tools), tools);
    }
    throw new IllegalArgumentException(
        tools.getClass().getName()
            + " is no source of tools; pass a DaytonaTools, a dev.sebring.agent.tool.Toolkit, a"
            + " LangChain4j ToolProvider, or an object with public methods annotated @Tool");
  }
}
