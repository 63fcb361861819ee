package dev.sebring.agent;

import java.util.List;

/**
 * The system message, in the order of the original: description, instructions, additional
 * information, what toolkits want to be known.
 */
final class SystemPrompt {
  private SystemPrompt() {}

  /** Empty if there is nothing to say. */
  static String text(
      String description, List<String> instructions, boolean markdown, List<String> toolkits) {
    StringBuilder text = new StringBuilder();
    if (!description.isBlank()) {
      text.append(description.strip()).append("\n\n");
    }
    if (!instructions.isEmpty()) {
      text.append("<instructions>\n");
      if (instructions.size() == 1) {
        text.append(instructions.get(0).strip()).append('\n');
      } else {
        instructions.forEach(line -> text.append("- ").append(line.strip()).append('\n'));
      }
      text.append("</instructions>\n\n");
    }
    if (markdown) {
      text.append("<additional_information>\n- Use markdown to format your answers.\n")
          .append("</additional_information>\n\n");
    }
    toolkits.forEach(toolkit -> text.append(toolkit.strip()).append("\n\n"));
    return text.toString().strip();
  }
}
