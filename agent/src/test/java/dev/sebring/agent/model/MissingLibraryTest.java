package dev.sebring.agent.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The class path of a user who did not add the optional libraries. */
class MissingLibraryTest {

  @ParameterizedTest
  @CsvSource({
    "ANTHROPIC_API_KEY, anthropic, dev.langchain4j:langchain4j-anthropic",
    "GEMINI_API_KEY, gemini, dev.langchain4j:langchain4j-google-ai-gemini"
  })
  void aProviderWhoseLibraryIsMissingIsAnErrorWithItsCoordinates(
      String variable, String provider, String coordinates) throws Exception {
    try (URLClassLoader without = new URLClassLoader(classPath(), null)) {
      String error = failure(without, Map.of(variable, "k"));
      assertThat(error).contains("ModelRequestException", provider + " needs", coordinates);
    }
  }

  private static String failure(ClassLoader loader, Map<String, String> variables)
      throws ReflectiveOperationException {
    Class<?> choice = loader.loadClass(ModelChoice.class.getName());
    Object chooser = choice.getConstructor(Map.class).newInstance(variables);
    try {
      return "no failure: " + choice.getMethod("choose").invoke(chooser);
    } catch (InvocationTargetException e) {
      return e.getCause().toString();
    }
  }

  private static URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (!entry.contains("langchain4j-anthropic") && !entry.contains("langchain4j-google-ai")) {
        urls.add(new File(entry).toURI().toURL());
      }
    }
    return urls.toArray(new URL[0]);
  }
}
