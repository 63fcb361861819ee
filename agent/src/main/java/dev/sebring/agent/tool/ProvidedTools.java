package dev.sebring.agent.tool;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.tool.AiServiceTool;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.service.tool.ToolProviderRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;

/**
 * The tools of a LangChain4j {@link ToolProvider}, asked once: a provider whose tools depend on the
 * message is not for an agent.
 */
final class ProvidedTools implements Toolkit {
  private final Object owner;
  private final List<ToolSpecification> specifications;
  private final Map<String, ToolExecutor> executors = new LinkedHashMap<>();

  ProvidedTools(ToolProvider provider) {
    this(provider, provider);
  }

  /**
   * @param owner closed with this toolkit, if it can be
   */
  ProvidedTools(ToolProvider provider, Object owner) {
    this.owner = owner;
    if (provider.isDynamic()) {
      throw new IllegalArgumentException(
          provider.getClass().getName() + " is dynamic; an agent's tools stay the same");
    }
    ToolProviderRequest request =
        ToolProviderRequest.builder()
            .invocationContext(InvocationContext.builder().chatMemoryId("agent").build())
            .userMessage(UserMessage.from("which tools are there?"))
            .build();
    List<AiServiceTool> tools = provider.provideTools(request).aiServiceTools();
    this.specifications = tools.stream().map(AiServiceTool::toolSpecification).toList();
    tools.forEach(tool -> executors.put(tool.name(), tool.toolExecutor()));
  }

  @Override
  public List<ToolSpecification> specifications() {
    return specifications;
  }

  @Override
  public ToolAnswer call(ToolContext context, ToolRequest request) {
    ToolExecutor executor = executors.get(request.name());
    if (executor == null) {
      throw new NoSuchElementException("no tool named " + request.name());
    }
    ToolExecutionRequest execution =
        ToolExecutionRequest.builder()
            .id(request.id())
            .name(request.name())
            .arguments(request.arguments())
            .build();
    InvocationContext invocation =
        InvocationContext.builder().chatMemoryId(context.sessionId()).build();
    ToolExecutionResult result = executor.executeWithContext(execution, invocation);
    String text =
        result.resultContents().stream().map(ProvidedTools::text).collect(Collectors.joining("\n"));
    return new ToolAnswer(text, result.isError());
  }

  /** What is no text is named: not every model takes it in the result of a tool. */
  private static String text(Content content) {
    return content instanceof TextContent text
        ? text.text()
        : "(content of type " + content.type() + ", which is not passed on)";
  }

  @Override
  public void close() {
    if (owner instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException("cannot close " + owner.getClass().getName(), e);
      }
    }
  }
}
