package dev.sebring.tools;

/**
 * What a model is told about the functions as a whole, if an agent adds it to its own instructions.
 */
final class Instructions {
  static final String STANDARD =
      """
      You work in a sandbox of your own: a Linux machine where nothing that you do can harm anyone.
      - Run what you write, and answer with what it really printed.
      - run_code runs Python, JavaScript or TypeScript. Each call is a new process: variables do not last, files do.
      - run_shell_command runs bash. Install what is missing with pip or npm. The directory that a command ends in is where the next one starts.
      - Relative paths start in that directory, also for code and for files.
      - Write longer programs to a file with create_file, and run the file.
      - An exit code other than 0 means that the program failed: read what it printed, correct it, run it again.
      - Long output is cut in the middle; the whole of it is in the file that the result names.
      """;

  private Instructions() {}
}
