package dev.sebring.e2e.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import dev.sebring.adapters.langchain4j.DaytonaToolProvider;
import dev.sebring.api.Chart;
import dev.sebring.api.CodeLanguage;
import dev.sebring.api.Json;
import dev.sebring.client.Daytona;
import dev.sebring.e2e.Installation;
import dev.sebring.server.SebringServer;
import dev.sebring.tools.DaytonaTools;
import dev.sebring.tools.DaytonaToolsBuilder;
import dev.sebring.tools.ToolResult;
import dev.sebring.tools.ToolSession;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The toolkit in real sandboxes: what needs the default snapshot, or would be a danger to this
 * host.
 */
class RealSandboxE2E {
  private static Installation installation;

  private DaytonaTools tools;
  private ToolSession session;

  @BeforeAll
  static void startServer() throws IOException {
    installation = Installation.start();
  }

  @AfterAll
  static void nothingIsLeft() throws IOException {
    installation.close();
  }

  @BeforeEach
  void openToolkit() {
    tools = toolkit().build();
    session = tools.session(null);
  }

  @AfterEach
  void closeToolkit() {
    tools.close();
  }

  private static DaytonaToolsBuilder toolkit() {
    SebringServer server = installation.server();
    return DaytonaTools.builder()
        .apiUrl(server.apiUrl().toString())
        .apiKey(server.apiKey())
        .persistent(false);
  }

  @ParameterizedTest
  @Tag("D16")
  @CsvSource(
      delimiterString = "=>",
      value = {
        "PYTHON     => print(sum(i for i in range(4)))                     => 6",
        "JAVASCRIPT => console.log([3, 1, 2].sort().join())                => 1,2,3",
        "TYPESCRIPT => enum Colour { Red, Blue } console.log(Colour[1] as string) => Blue",
      })
  void aToolkitRunsItsLanguage(CodeLanguage language, String code, String printed) {
    try (DaytonaTools other = toolkit().sandboxLanguage(language).build()) {
      assertThat(other.session(null).runCode(code, null, null).text()).isEqualTo(printed + "\n");
      assertThat(other.session(null).runCode(code, null, null).text()).isEqualTo(printed + "\n");
    }
  }

  @Test
  @Tag("D14")
  void codeFindsWhatIsInTheWorkingDirectoryInAllLanguages() {
    session.runShellCommand(
        "mkdir w && cd w && echo 'value = 1' >a.py && echo 'exports.value = 2' >a.js && echo"
            + " 'export const value: number = 3' >b.ts",
        null);

    assertThat(session.workingDirectory()).isEqualTo("/home/daytona/w");
    assertThat(session.runCode("import a; print(a.value)", CodeLanguage.PYTHON, null).text())
        .isEqualTo("1\n");
    assertThat(
            session
                .runCode("console.log(require('./a').value)", CodeLanguage.JAVASCRIPT, null)
                .text())
        .isEqualTo("2\n");
    assertThat(
            session
                .runCode(
                    "import { value } from './b'; console.log(value)",
                    CodeLanguage.TYPESCRIPT,
                    null)
                .text())
        .isEqualTo("3\n");
  }

  @ParameterizedTest
  @Tag("D17")
  @ValueSource(
      strings = {"/", "/..", "/home", "~", "/home/daytona/../daytona", "/proc/self/root/home"})
  void theRootTheHomeAndWhatIsAboveItAreNotDeleted(String path) {
    ToolResult result = session.deleteFile(path);

    assertThat(result.isError()).isTrue();
    assertThat(result.text()).contains("Refused to delete");
    assertThat(session.runShellCommand("ls -d /home/daytona /usr", null).run().exitCode()).isZero();
  }

  @Test
  @Tag("D5")
  void whatAKilledProgramDetachedIsDeadToo() {
    ToolResult result =
        session.runShellCommand(
            "setsid sleep 4711 & (setsid env -i sleep 4712 &) ; sleep 4713", Duration.ofSeconds(1));

    assertThat(result.isError()).isTrue();
    assertThat(session.runShellCommand("cat /proc/[0-9]*/cmdline | tr '\\0' ' '", null).text())
        .doesNotContain("sleep 471");
  }

  @Test
  void onlyTheLastFewOutputsAreKept() {
    String last = null;
    for (int i = 0; i < 7; i++) {
      last = session.runCode("print('x' * 30_000)", null, null).run().outputFile();
    }

    assertThat(session.runShellCommand("ls /tmp/sebring-output", null).text().lines())
        .hasSize(5)
        .contains(last.substring(last.lastIndexOf('/') + 1));
  }

  @Test
  void anOutputThatCannotBeSavedIsShortenedAllTheSame() {
    session.runShellCommand("rm -rf /tmp/sebring-output; touch /tmp/sebring-output", null);
    ToolResult result = session.runCode("print('x' * 50_000); print('last')", null, null);

    assertThat(result.text()).contains("could not be saved").endsWith("last\n");
    assertThat(result.run().outputFile()).isNull();
  }

  @Test
  void aChartIsNamedInTheTextAndHandedOver() {
    ToolResult result =
        session.runCode(
            "import matplotlib.pyplot as plt\n"
                + "plt.bar(['a', 'b'], [1, 2]); plt.title('Fruit'); plt.show()\n"
                + "plt.imshow([[1]]); plt.show()",
            null,
            null);

    assertThat(result.text())
        .isEqualTo("[no output]\n[shown: bar chart \"Fruit\"]\n[shown: figure]");
    assertThat(result.run().charts()).extracting(Chart::type).containsExactly("bar", "unknown");
    assertThat(result.run().charts().get(0).elements()).hasSize(2);
  }

  @Test
  void aModelThatTakesImagesSeesTheChart() {
    DrawingModel model = new DrawingModel();
    Assistant assistant =
        AiServices.builder(Assistant.class)
            .chatModel(model)
            .toolProvider(DaytonaToolProvider.withChartImages(tools))
            .build();

    assertThat(assistant.chat("draw")).isEqualTo("seen");

    assertThat(model.result.contents()).hasSize(2);
    assertThat(((TextContent) model.result.contents().get(0)).text())
        .isEqualTo("drawn\n[shown: line chart \"Up\"]");
    Image image = ((ImageContent) model.result.contents().get(1)).image();
    assertThat(image.mimeType()).isEqualTo("image/png");
    assertThat(Base64.getDecoder().decode(image.base64Data()))
        .startsWith(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n');
  }

  interface Assistant {
    String chat(String message);
  }

  /** Draws a line, and looks at what comes back. */
  private static final class DrawingModel implements ChatModel {
    ToolExecutionResultMessage result;

    @Override
    public ChatResponse doChat(ChatRequest request) {
      ChatMessage last = request.messages().get(request.messages().size() - 1);
      if (last instanceof ToolExecutionResultMessage seen) {
        result = seen;
        return ChatResponse.builder().aiMessage(AiMessage.from("seen")).build();
      }
      String code =
          "import matplotlib.pyplot as plt\n"
              + "plt.plot([1, 2]); plt.title('Up'); plt.show(); print('drawn')";
      ToolExecutionRequest call =
          ToolExecutionRequest.builder()
              .id("1")
              .name("run_code")
              .arguments(Json.write(Map.of("code", code)))
              .build();
      return ChatResponse.builder().aiMessage(AiMessage.from(call)).build();
    }
  }

  /** Needs a package index, as the build of the default snapshot does. */
  @Test
  void aSandboxReachesWhatItsToolkitAllowsAlsoWhenItIsFoundAgain() {
    String url = session.runShellCommand("npm config get registry", null).text().strip();
    URI index = URI.create(url);
    String host = index.getHost();
    int usual = index.getScheme().equals("https") ? 443 : 80;
    int port = index.getPort() < 0 ? usual : index.getPort();
    String address =
        session.runShellCommand("getent ahostsv4 " + host, null).text().split(" ", 2)[0];
    String curl = "curl -sSo /dev/null --max-time 20 ";
    String ask = curl + url + " && echo reached";
    String resolved = curl + "--resolve " + host + ":" + port + ":" + address + " ";
    String askByAddress = resolved + url + " && echo reached";
    assertThat(session.runShellCommand(ask, null).text()).isEqualTo("reached\n");

    assertThat(first(toolkit().networkBlockAll(true), ask)).contains("Could not resolve host");
    assertThat(first(toolkit().networkBlockAll(true), askByAddress)).contains("[exit code 7]");
    assertThat(first(toolkit().domainAllowList("*.example.com"), ask))
        .contains("Could not resolve host");
    assertThat(first(toolkit().domainAllowList("*.example.com, " + host), ask))
        .isEqualTo("reached\n");
    assertThat(first(toolkit().networkAllowList(address + "/32"), askByAddress))
        .isEqualTo("reached\n");

    String id = UUID.randomUUID().toString();
    try {
      assertThat(again(id, toolkit(), ask)).isEqualTo("reached\n");
      assertThat(again(id, toolkit().networkBlockAll(true), ask)).contains("Could not resolve");
      assertThat(again(id, toolkit(), ask)).contains("Could not resolve");
      assertThat(again(id, toolkit().domainAllowList(host), ask)).isEqualTo("reached\n");
      assertThat(again(id, toolkit().networkAllowList(address + "/32"), ask))
          .contains("Could not resolve");
      assertThat(again(id, toolkit().networkBlockAll(false), ask)).isEqualTo("reached\n");
    } finally {
      deleteSandboxOf(id);
    }
  }

  private static String first(DaytonaToolsBuilder toolkit, String command) {
    try (DaytonaTools fresh = toolkit.build()) {
      return fresh.session(null).runShellCommand(command, null).text();
    }
  }

  private static String again(String session, DaytonaToolsBuilder toolkit, String command) {
    try (DaytonaTools found = toolkit.persistent(true).build()) {
      return found.session(session).runShellCommand(command, null).text();
    }
  }

  private static void deleteSandboxOf(String session) {
    try (Daytona daytona = installation.client()) {
      daytona
          .list(Map.of("sebring/session", session))
          .forEach(each -> daytona.get(each.id()).delete());
    }
  }

  @Test
  void aProgramKilledForMemoryShowsTheModelTheLimit() {
    ToolResult result = session.runCode("x = bytearray(3 << 30)", null, null);

    assertThat(result.text())
        .contains("[exit code 137]")
        .contains("memory limit of 1 GiB was reached")
        .contains("use less memory at a time");
  }
}
