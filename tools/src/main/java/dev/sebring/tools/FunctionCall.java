package dev.sebring.tools;

import java.time.Duration;
import java.util.List;

/** Brings a model's call to the method of a session. */
final class FunctionCall {
  private FunctionCall() {}

  static ToolResult run(
      ToolSession session, List<ToolFunction> functions, String name, String argumentsJson) {
    try {
      return dispatch(session, functions, name, argumentsJson);
    } catch (InvalidCall e) {
      return Failures.result(String.valueOf(e.getMessage()), Duration.ZERO, null);
    }
  }

  private static ToolResult dispatch(
      ToolSession session, List<ToolFunction> functions, String name, String argumentsJson) {
    if (functions.stream().noneMatch(function -> function.name().equals(name))) {
      throw new InvalidCall(
          "There is no function \""
              + name
              + "\". These exist: "
              + Functions.names(functions)
              + ".");
    }
    Arguments arguments = Arguments.parse(name, argumentsJson);
    switch (name) {
      case Functions.RUN_CODE:
        return session.runCode(
            arguments.text("code"),
            arguments.optionalLanguage("language"),
            arguments.optionalSeconds("timeout_seconds"));
      case Functions.RUN_SHELL_COMMAND:
        return session.runShellCommand(
            arguments.text("command"), arguments.optionalSeconds("timeout_seconds"));
      case Functions.CREATE_FILE:
        return session.createFile(arguments.text("file_path"), arguments.text("content"));
      case Functions.READ_FILE:
        return session.readFile(arguments.text("file_path"));
      case Functions.LIST_FILES:
        return session.listFiles(arguments.optionalText("directory"));
      case Functions.DELETE_FILE:
        return session.deleteFile(arguments.text("file_path"));
      case Functions.CHANGE_DIRECTORY:
        return session.changeDirectory(arguments.text("directory"));
      case Functions.SEARCH_FILES:
        return session.searchFiles(
            arguments.optionalText("name_pattern"),
            arguments.optionalText("text"),
            arguments.optionalText("directory"));
      case Functions.REPLACE_IN_FILES:
        return session.replaceInFiles(
            arguments.texts("file_paths"), arguments.text("old_text"), arguments.text("new_text"));
      case Functions.UPLOAD_FILE:
        return session.uploadFile(arguments.text("local_path"), arguments.text("file_path"));
      case Functions.DOWNLOAD_FILE:
        return session.downloadFile(arguments.text("file_path"), arguments.text("local_path"));
      case Functions.RUN_BACKGROUND:
        return session.runBackground(arguments.text("command"));
      case Functions.READ_OUTPUT:
        return session.readOutput(
            arguments.text("process_id"),
            arguments.optionalCount("from_character"),
            arguments.optionalWait("wait_seconds"));
      case Functions.STOP_PROCESS:
        return session.stopProcess(arguments.text("process_id"));
      default:
        throw new IllegalStateException("no method for the function " + name);
    }
  }
}
