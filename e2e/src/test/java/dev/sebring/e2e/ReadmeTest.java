package dev.sebring.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the pages for people say is what is there. */
class ReadmeTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void theReadmeShowsTheExampleThatTheDemonstrationRuns() throws IOException {
    String example =
        Files.readString(
            ROOT.resolve("examples/src/main/java/dev/sebring/examples/CodingAgent.java"));
    assertThat(Files.readString(ROOT.resolve("README.md"))).contains(example.strip());
  }

  @Test
  void everyFileThatAPageLinksToExists() throws IOException {
    for (String page : List.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")) {
      Matcher link =
          Pattern.compile("]\\(([^)#:]+)\\)").matcher(Files.readString(ROOT.resolve(page)));
      while (link.find()) {
        assertThat(ROOT.resolve(link.group(1))).as("linked from %s", page).exists();
      }
    }
  }

  @Test
  void theArchitectureNamesEveryModule() throws IOException {
    TreeSet<String> modules = new TreeSet<>();
    Matcher module =
        Pattern.compile("<module>([^<]+)</module>")
            .matcher(Files.readString(ROOT.resolve("pom.xml")));
    while (module.find()) {
      modules.add(module.group(1));
    }
    String page = Files.readString(ROOT.resolve("ARCHITECTURE.md"));
    assertThat(modules).isNotEmpty().allMatch(name -> page.contains("| `" + name + "` |"));
  }
}
