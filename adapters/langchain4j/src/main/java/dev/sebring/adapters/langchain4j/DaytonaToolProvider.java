package dev.sebring.adapters.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.service.tool.ToolProviderRequest;
import dev.langchain4j.service.tool.ToolProviderResult;
import dev.sebring.tools.DaytonaTools;
import dev.sebring.tools.ToolResult;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gives an AI service the functions of a toolkit.
 *
 * <pre>{@code
 * Assistant assistant = AiServices.builder(Assistant.class)
 *     .chatModel(model)
 *     .chatMemoryProvider(memoryId -> MessageWindowChatMemory.withMaxMessages(50))
 *     .toolProvider(new DaytonaToolProvider(tools))
 *     .build();
 * }</pre>
 *
 * <p>The session of a call is its chat memory's id. An AI service without memory ids uses the
 * toolkit's own session, since LangChain4j gives all such services one and the same id. Results
 * that are errors are marked as such; {@link ToolExecutionResult#result} is the {@link ToolResult}.
 * Charts that a program has shown are named in its result, and handed to the model as pictures
 * {@linkplain #withChartImages if asked for}. This class is thread-safe, and does not close the
 * toolkit.
 */
public final class DaytonaToolProvider implements ToolProvider {
  /** What LangChain4j calls the memory of a service that has no memory ids. */
  private static final String NO_MEMORY_ID = "default";

  private final Map<ToolSpecification, ToolExecutor> tools;

  /** The functions of a toolkit. */
  public DaytonaToolProvider(DaytonaTools tools) {
    this(tools(tools));
  }

  private DaytonaToolProvider(Map<ToolSpecification, ToolExecutor> tools) {
    this.tools = tools;
  }

  /**
   * The functions of a toolkit, for a model that takes images in the results of tools: the first
   * eight charts of a run follow its text as PNG images. In LangChain4j 1.19 these are the models
   * of Anthropic, of Google AI Gemini and of OpenAI's Responses API. {@code OpenAiChatModel} throws
   * {@link dev.langchain4j.exception.UnsupportedFeatureException} for such a result, which is why
   * it has to be asked for.
   */
  public static DaytonaToolProvider withChartImages(DaytonaTools tools) {
    return new DaytonaToolProvider(tools(tools, true));
  }

  /** The same as a map, for {@code AiServices.tools(Map)}. */
  public static Map<ToolSpecification, ToolExecutor> tools(DaytonaTools tools) {
    return tools(tools, false);
  }

  private static Map<ToolSpecification, ToolExecutor> tools(
      DaytonaTools tools, boolean chartImages) {
    Objects.requireNonNull(tools, "tools");
    Map<ToolSpecification, ToolExecutor> map = new LinkedHashMap<>();
    DaytonaToolSpecifications.of(tools)
        .forEach(specification -> map.put(specification, new Executor(tools, chartImages)));
    return Collections.unmodifiableMap(map);
  }

  @Override
  public ToolProviderResult provideTools(ToolProviderRequest request) {
    return ToolProviderResult.builder().addAll(tools).build();
  }

  /** Brings a model's call to the toolkit. */
  private static final class Executor implements ToolExecutor {
    private final DaytonaTools tools;
    private final boolean chartImages;

    Executor(DaytonaTools tools, boolean chartImages) {
      this.tools = tools;
      this.chartImages = chartImages;
    }

    @Override
    public String execute(ToolExecutionRequest request, @Nullable Object memoryId) {
      return call(request, memoryId).text();
    }

    @Override
    public ToolExecutionResult executeWithContext(
        ToolExecutionRequest request, @Nullable InvocationContext context) {
      ToolResult result = call(request, context == null ? null : context.chatMemoryId());
      return ToolExecutionResult.builder()
          .isError(result.isError())
          .result(result)
          .resultContents(chartImages ? ChartImages.after(result) : text(result))
          .build();
    }

    private static List<Content> text(ToolResult result) {
      return List.of(TextContent.from(result.text()));
    }

    private ToolResult call(ToolExecutionRequest request, @Nullable Object memoryId) {
      String session =
          memoryId == null || memoryId.equals(NO_MEMORY_ID) ? null : memoryId.toString();
      String arguments = request.arguments() == null ? "" : request.arguments();
      return tools.call(session, request.name(), arguments);
    }
  }
}
