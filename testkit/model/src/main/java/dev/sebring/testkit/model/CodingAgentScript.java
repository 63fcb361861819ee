package dev.sebring.testkit.model;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The script of a coding agent that knows a few requests: for each it calls the tools of a sandbox
 * one after the other, and then answers in Markdown with the code and with the results that came
 * back over the wire. It stores no output: what it shows is what it received, and a failure is told
 * as one. To any other request it says what it is. This class is thread-safe.
 */
public final class CodingAgentScript implements Script {
  /**
   * How results say that something went wrong: the toolkit's errors, a program that ended with an
   * exit code other than 0, a tool that an agent could not call.
   */
  private static final Pattern FAILURE =
      Pattern.compile(
          "\"status\"\\s*:\\s*\"error\"|^\\[exit code [1-9]|^\\w+ (failed: |did not answer )",
          Pattern.MULTILINE);

  @Override
  public Answer answer(ModelRequest request) {
    Optional<CodingTask> asked =
        CodingTasks.ALL.stream().filter(t -> t.isAskedForBy(request.lastUserText())).findFirst();
    if (asked.isEmpty()) {
      return Answer.text(introduction());
    }
    CodingTask task = asked.get();
    List<ToolResult> results = request.toolResults();
    boolean failed = !results.isEmpty() && isFailure(results.get(results.size() - 1));
    if (failed || results.size() >= task.steps().size()) {
      return Answer.text(report(task, results, failed));
    }
    CodingTask.Step step = task.steps().get(results.size());
    if (!request.offers(step.tool())) {
      return Answer.text("I would need the tool `" + step.tool() + "`, and I was not given it.");
    }
    return Answer.calls(ToolCall.of(step.tool(), step.arguments()));
  }

  private static boolean isFailure(ToolResult result) {
    return FAILURE.matcher(result.text()).find();
  }

  private static String report(CodingTask task, List<ToolResult> results, boolean failed) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < results.size(); i++) {
      CodingTask.Step step = task.steps().get(i);
      boolean last = i == results.size() - 1;
      text.append("### `").append(step.tool()).append("`\n\n");
      text.append(block(step.fence(), step.shown()));
      text.append(failed && last ? "It **failed**:\n\n" : "Result:\n\n");
      text.append(block("", results.get(i).text()));
    }
    if (failed) {
      text.append("I stopped here: the sandbox could not do what I asked.\n");
    } else {
      text.append("### How it works\n\n").append(task.explanation());
    }
    return text.toString();
  }

  /** A code block whose fence is longer than any run of backticks within. */
  private static String block(String language, String content) {
    String fence = "```";
    while (content.contains(fence)) {
      fence += "`";
    }
    String end = content.endsWith("\n") ? "" : "\n";
    return fence + language + "\n" + content + end + fence + "\n\n";
  }

  private static String introduction() {
    return "I am a scripted stand-in for a language model and know only a few requests: "
        + CodingTasks.ALL.stream().map(CodingTask::summary).collect(Collectors.joining(", "))
        + ". Set `OPENAI_API_KEY`, `ANTHROPIC_API_KEY`, `GEMINI_API_KEY` or `OLLAMA_BASE_URL` to"
        + " talk to a real one.";
  }
}
