package dev.sebring.server.toolbox.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sebring.server.toolbox.files.FileNames;

/**
 * How a run of Git ended.
 *
 * @param exitCode as a shell shows it
 * @param output all of its standard output
 * @param errors its standard error, shortened if very long
 */
record GitResult(int exitCode, byte[] output, String errors) {
  boolean succeeded() {
    return exitCode == 0;
  }

  /** Without the end of its last line, bytes that are not UTF-8 as {@link FileNames} shows them. */
  String text() {
    String text = FileNames.text(output);
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  /** All that it said, for telling what went wrong. */
  String words() {
    return errors + "\n" + new String(output, UTF_8);
  }
}
