package dev.sebring.adapters.langchain4j;

import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.sebring.api.Chart;
import dev.sebring.tools.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The charts of a result as images for a model. */
final class ChartImages {
  private static final int MOST = 8;

  private ChartImages() {}

  /** The result's text, and behind it the pictures of its charts. */
  static List<Content> after(ToolResult result) {
    List<Content> contents = new ArrayList<>();
    contents.add(TextContent.from(result.text()));
    if (result.run() != null) {
      result.run().charts().stream()
          .map(Chart::png)
          .filter(Objects::nonNull)
          .limit(MOST)
          .forEach(png -> contents.add(ImageContent.from(png, "image/png")));
    }
    return contents;
  }
}
