package dev.sebring.tools;

import dev.sebring.api.CodeLanguage;
import dev.sebring.api.Json;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
  static final String SEARCH_FILES = "search_files";
  static final String REPLACE_IN_FILES = "replace_in_files";
  static final String UPLOAD_FILE = "upload_file";
  static final String DOWNLOAD_FILE = "download_file";
  static final String RUN_BACKGROUND = "run_background";
  static final String READ_OUTPUT = "read_output";
  static final String STOP_PROCESS = "stop_process";

  /** What a toolkit has unless it is told otherwise. */
  static final List<String> STANDARD =
      List.of(
          RUN_CODE,
          RUN_SHELL_COMMAND,
          CREATE_FILE,
          READ_FILE,
          LIST_FILES,
          DELETE_FILE,
          CHANGE_DIRECTORY);

  /** What a toolkit has only if it is told so. */
  static final List<String> OPTIONAL =
      List.of(
          SEARCH_FILES,
          REPLACE_IN_FILES,
          UPLOAD_FILE,
          DOWNLOAD_FILE,
          RUN_BACKGROUND,
          READ_OUTPUT,
          STOP_PROCESS);

  private Functions() {}

  /** The functions with these names, in our order. */
  static List<ToolFunction> describe(
      Collection<String> names, CodeLanguage language, Duration timeout) {
    return Stream.of(standard(language, timeout), optional(), background(timeout))
        .flatMap(List::stream)
        .filter(function -> names.contains(function.name()))
        .collect(Collectors.toUnmodifiableList());
  }

  private static List<ToolFunction> optional() {
    return List.of(
        function(
            SEARCH_FILES,
            "Look for files in the sandbox by name, for lines with a text in them, or for both."
                + " Returns paths, or paths with line numbers and lines. Give name_pattern, text,"
                + " or both.",
            List.of(),
            "name_pattern",
            text("What the file's name must be like, with * and ?, such as *.py."),
            "text",
            text("The text, taken literally, upper and lower case as given."),
            "directory",
            text(
                "Where to look, with all that is below; absolute or relative to the working"
                    + " directory. Default: the working directory.")),
        function(
            REPLACE_IN_FILES,
            "Replace a text in files of the sandbox, wherever it is in them. Tells for each file"
                + " how that went.",
            List.of("file_paths", "old_text", "new_text"),
            "file_paths",
            ordered(
                "type",
                "array",
                "items",
                ordered("type", "string"),
                "description",
                "The files, absolute or relative to the working directory."),
            "old_text",
            text("The text to replace, taken literally, exactly as it is in the files."),
            "new_text",
            text("The text to put in its place.")),
        function(
            UPLOAD_FILE,
            "Copy a file of the user's machine to the sandbox. Only files of the directory that the"
                + " user has shared can be copied.",
            List.of("local_path", "file_path"),
            "local_path",
            text("The file on the user's machine, relative to the shared directory."),
            "file_path",
            path("new file in the sandbox")),
        function(
            DOWNLOAD_FILE,
            "Copy a file of the sandbox to the user's machine, into the directory that the user has"
                + " shared.",
            List.of("file_path", "local_path"),
            "file_path",
            path("file in the sandbox"),
            "local_path",
            text("The new file on the user's machine, relative to the shared directory.")));
  }

  private static List<ToolFunction> background(Duration timeout) {
    Map<String, Object> id = text("The id that run_background has returned.");
    return List.of(
        function(
            RUN_BACKGROUND,
            "Start a bash command in the sandbox that runs on after this call, such as a server or"
                + " a long build, in the working directory. Returns an id at once. It ends by"
                + " itself, by stop_process, or when the sandbox is stopped.",
            List.of("command"),
            "command",
            text("The command, as bash reads it. Without & or nohup.")),
        function(
            READ_OUTPUT,
            "Return what a command started with run_background has printed until now, and whether"
                + " it still runs or its exit code.",
            List.of("process_id"),
            "process_id",
            id,
            "wait_seconds",
            ordered(
                "type",
                "integer",
                "minimum",
                0,
                "description",
                "Wait up to this many seconds for it to end first. Default: do not wait. Maximum: "
                    + Math.max(1, timeout.toSeconds())
                    + "."),
            "from_character",
            ordered(
                "type",
                "integer",
                "minimum",
                0,
                "description",
                "Leave out what it printed before this character; each result tells the number for"
                    + " the next. Default: 0, all of it.")),
        function(
            STOP_PROCESS,
            "End a command started with run_background and all that it has started. Returns what it"
                + " had printed; after that it is forgotten.",
            List.of("process_id"),
            "process_id",
            id));
  }

  private static List<ToolFunction> standard(CodeLanguage language, Duration timeout) {
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
