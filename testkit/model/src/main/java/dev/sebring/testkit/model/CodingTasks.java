package dev.sebring.testkit.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The programs that the scripted coding agent can write. */
final class CodingTasks {
  private static final CodingTask RANDOM_NUMBERS =
      new CodingTask(
          ask("javascript.*random numbers"),
          "JavaScript that sorts ten random numbers",
          List.of(
              code(
                  "javascript",
                  """
                  const numbers = Array.from(
                    { length: 10 },
                    () => Math.floor(Math.random() * 100) + 1,
                  );
                  numbers.sort((a, b) => a - b);
                  for (const number of numbers) {
                    console.log(number);
                  }
                  """)),
          """
          - `Array.from` draws ten whole numbers between 1 and 100, each anew on every run.
          - `sort` compares them **as numbers**: without the comparison, JavaScript would sort them as text.
          - The loop prints one number per line, the smallest first.
          """);

  private static final CodingTask PRIMES =
      new CodingTask(
          ask("python.*primes?"),
          "Python that finds prime numbers",
          List.of(
              code(
                  "python",
                  """
                  primes = [n for n in range(2, 50) if all(n % d for d in range(2, n))]
                  print(*primes)
                  """)),
          "A number is kept when no smaller number from 2 on divides it.");

  private static final CodingTask ENUM =
      new CodingTask(
          ask("typescript.*enum"),
          "TypeScript with an enum",
          List.of(
              code(
                  "typescript",
                  """
                  enum Light { Red, Green }
                  const next: Record<Light, Light> = {
                    [Light.Red]: Light.Green,
                    [Light.Green]: Light.Red,
                  };
                  console.log(Light[next[Light.Red]]);
                  """)),
          "The enum has names both ways: `Light.Red` is a number, `Light[0]` its name.");

  private static final CodingTask NOTES =
      new CodingTask(
          ask("file"),
          "a file that is created, listed, read and deleted",
          List.of(
              step(
                  "create_file",
                  "content",
                  "",
                  entry("file_path", "notes/hello.txt"),
                  entry("content", "It's kept byte for byte.\n")),
              step("list_files", "directory", "", entry("directory", "notes")),
              step("read_file", "file_path", "", entry("file_path", "notes/hello.txt")),
              step("delete_file", "file_path", "", entry("file_path", "notes/hello.txt"))),
          "The file was in the sandbox, not on this machine, and it is gone again.");

  private static final CodingTask PACKAGE =
      new CodingTask(
          ask("install|package"),
          "a package that pip installs",
          List.of(
              step(
                  "run_shell_command",
                  "command",
                  "bash",
                  entry("command", "pip install --quiet cowsay")),
              code("python", "import cowsay\ncowsay.cow('moo')\n")),
          "The package was installed for this sandbox only.");

  static final List<CodingTask> ALL = List.of(RANDOM_NUMBERS, PRIMES, ENUM, NOTES, PACKAGE);

  private CodingTasks() {}

  private static Pattern ask(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  private static CodingTask.Step code(String language, String code) {
    return step("run_code", "code", language, entry("code", code), entry("language", language));
  }

  @SafeVarargs
  private static CodingTask.Step step(
      String tool, String shownArgument, String fence, Map.Entry<String, String>... arguments) {
    Map<String, String> byName = new LinkedHashMap<>();
    for (Map.Entry<String, String> argument : arguments) {
      byName.put(argument.getKey(), argument.getValue());
    }
    return new CodingTask.Step(tool, byName, shownArgument, fence);
  }

  private static Map.Entry<String, String> entry(String name, String value) {
    return Map.entry(name, value);
  }
}
