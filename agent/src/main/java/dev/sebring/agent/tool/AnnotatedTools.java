package dev.sebring.agent.tool;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolSpecifications;
import dev.langchain4j.service.tool.DefaultToolExecutor;
import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.service.tool.ToolProviderResult;
import java.lang.reflect.Method;

/** The methods of an object that carry LangChain4j's {@link Tool} annotation, as tools. */
final class AnnotatedTools {
  private AnnotatedTools() {}

  static ToolProvider of(Object object) {
    ToolProviderResult.Builder tools = ToolProviderResult.builder();
    for (Method method : object.getClass().getMethods()) {
      if (method.isAnnotationPresent(Tool.class)) {
        tools.add(
            ToolSpecifications.toolSpecificationFrom(method),
            new DefaultToolExecutor(object, method));
      }
    }
    ToolProviderResult result = tools.build();
    return request -> result;
  }
}
