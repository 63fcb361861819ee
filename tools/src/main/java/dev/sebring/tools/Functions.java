package dev.sebring.tools;

import dev.sebring.api.CodeLanguage;
import dev.sebring.api.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The functions as a model is told of them. Names of functions and of their arguments are those of
 * the original toolkit.
 */
final class Functions {
  static final String RUN_CODE = "run_code";
  static final String RUN_SHELL_COMMAND = "run_shell_command";
  static final String CREATE_FILE = "create_file";
  static final String READ_FILE = "read_file";
  static final String LIST_FILES = "list_files";
  static final String DELETE_FILE = "delete_file";
  static final String CHANGE_DIRECTORY = "change_directory";

  private Functions() {}

  static List<ToolFunction> describe(CodeLanguage language, Duration timeout) {
    Map<String, Object> seconds =
        ordered(
            "type",
            "integer",
            "minimum",
            1,
            "description",
            "Kill the program after this many seconds. Default and maximum: "
                + Math.max(1, timeout.toSeconds())
                + ".");
    Map<String, Object> languages =
        ordered(
            "type",
            "string",
            "enum",
            List.of(CodeLanguage.values()).stream()
                .map(CodeLanguage::wire)
                .collect(Collectors.toList()),
            "description",
            "The language of the code. Default: " + language.wire() + ".");
    return List.of(
        function(
            RUN_CODE,
            "Run a program in the sandbox and return what it prints and its exit code. Only printed"
                + " output is returned, so print the results. Each call is a new process in the"
                + " working directory: variables do not last between calls, files do.",
            List.of("code"),
            "code",
            text("The complete source code of the program."),
            "language",
            languages,
            "timeout_seconds",
            seconds),
        function(
            RUN_SHELL_COMMAND,
            "Run a bash command in the sandbox and return its output and exit code. Use it for"
                + " packages (pip install, npm install), git, and everything else that a shell"
                + " does. Several lines are fine. The directory that the command ends in is the"
                + " working directory of the next call. Input is at its end: use flags instead of"
                + " answering questions.",
            List.of("command"),
            "command",
            text("The command, as bash reads it."),
            "timeout_seconds",
            seconds),
        function(
            CREATE_FILE,
            "Write a text file in the sandbox, replacing it if it exists. Missing directories are"
                + " made. The content is written exactly as given.",
            List.of("file_path", "content"),
            "file_path",
            path("file"),
            "content",
            text("The whole content of the file.")),
        function(
            READ_FILE,
            "Read a text file in the sandbox. Of a very long file the middle is left out; use"
                + " run_shell_command with sed -n to read parts.",
            List.of("file_path"),
            "file_path",
            path("file")),
        function(
            LIST_FILES,
            "List a directory in the sandbox: type, size in bytes, time of change and name of each"
                + " entry.",
            List.of(),
            "directory",
            text(
                "The directory, absolute or relative to the working directory. Default: the working"
                    + " directory.")),
        function(
            DELETE_FILE,
            "Delete a file in the sandbox, or a directory with everything in it. This cannot be"
                + " undone.",
            List.of("file_path"),
            "file_path",
            path("file or directory")),
        function(
            CHANGE_DIRECTORY,
            "Change the working directory, where code and commands run and relative paths start.",
            List.of("directory"),
            "directory",
            text(
                "The directory, absolute or relative to the working directory; ~ is the home"
                    + " directory, - the previous one.")));
  }

  static String names(List<ToolFunction> functions) {
    return functions.stream().map(ToolFunction::name).collect(Collectors.joining(", "));
  }

  private static Map<String, Object> path(String what) {
    return text("The " + what + ", absolute or relative to the working directory.");
  }

  private static Map<String, Object> text(String description) {
    return ordered("type", "string", "description", description);
  }

  private static ToolFunction function(
      String name, String description, List<String> required, Object... properties) {
    Map<String, Object> schema =
        ordered(
            "type",
            "object",
            "properties",
            ordered(properties),
            "required",
            required,
            "additionalProperties",
            false);
    return new ToolFunction(name, description, Json.write(schema));
  }

  /**
   * A JSON object that is the same text in every run, so that a provider can cache what starts with
   * it.
   */
  private static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      object.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return object;
  }
}
