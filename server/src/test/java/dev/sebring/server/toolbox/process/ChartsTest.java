package dev.sebring.server.toolbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.api.Json;
import dev.sebring.server.toolbox.ToolboxServer;
import dev.sebring.server.toolbox.ToolboxServer.Answer;
import dev.sebring.server.toolbox.program.PythonTools;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartsTest {
  private static ToolboxServer toolbox;

  @BeforeAll
  static void start() throws Exception {
    toolbox = new ToolboxServer(true);
    toolbox.post("/env", Map.of("set", Map.of("PATH", PythonTools.path())));
  }

  @AfterAll
  static void stop() {
    toolbox.close();
  }

  private static Answer run(String code) {
    Answer answer = toolbox.post("/process/code-run", Map.of("language", "python", "code", code));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private static List<JsonNode> charts(Answer answer) {
    List<JsonNode> charts = new ArrayList<>();
    answer.json().path("artifacts").path("charts").forEach(charts::add);
    return charts;
  }

  private static JsonNode shown(String code) {
    Answer answer = run("import matplotlib.pyplot as plt\n" + code + "\nplt.show()\nprint('end')");
    assertThat(answer.text("result")).isEqualTo("end\n");
    assertThat(charts(answer)).hasSize(1);
    return charts(answer).getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "plt.plot([1, 2, 3], [4, 5.5, float('nan')], label='up') | line |"
            + " {'label':'up','points':[[1,4],[2,5.5]]}",
        "plt.scatter([1, 2], [3, 4]) | scatter | {'label':'Scatter 0','points':[[1,3],[2,4]]}",
        "plt.bar(['a', 'b'], [3, 4], label='g') | bar | {'label':'a','group':'g','value':'3.0'}",
        "plt.barh(['a', 'b'], [3, 4], label='g') | bar | {'label':'a','group':'g','value':'3.0'}",
        "plt.pie([1, 3], labels=['p', 'q']) | pie | {'label':'p','angle':90,'radius':1}",
        "plt.boxplot([[1, 2, 3, 10]]) | box_and_whisker |"
            + " {'label':'1','min':1,'first_quartile':1.75,'median':2.5,'third_quartile':4.75,'max':4.75,'outliers':[10]}",
      })
  void aFigureThatIsShownIsHandedOverWithItsData(String code, String type, String first)
      throws Exception {
    JsonNode chart = shown(code);
    assertThat(chart.path("type").asText()).isEqualTo(type);
    assertThat(chart.path("elements").get(0))
        .isEqualTo(Json.mapper().readTree(first.replace('\'', '"')));
    assertThat(Base64.getDecoder().decode(chart.path("png").asText()))
        .startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void titlesAndAxesAreTold() {
    JsonNode chart =
        shown(
            "plt.plot([1, 10], [1, 2]); plt.title('T'); plt.xlabel('x'); plt.ylabel('y')\n"
                + "plt.xscale('log'); plt.xticks([1, 10], ['one', 'ten'])");
    assertThat(chart.path("title").asText()).isEqualTo("T");
    assertThat(chart.path("x_label").asText()).isEqualTo("x");
    assertThat(chart.path("y_label").asText()).isEqualTo("y");
    assertThat(chart.path("x_scale").asText()).isEqualTo("log");
    assertThat(chart.path("y_scale").asText()).isEqualTo("linear");
    assertThat(chart.path("x_ticks").toString()).isEqualTo("[1,10]");
    assertThat(chart.path("x_tick_labels").toString()).isEqualTo("[\"one\",\"ten\"]");
  }

  @Test
  void chartsSideBySideAreElementsOfOne() {
    JsonNode chart =
        shown(
            "figure, (left, right) = plt.subplots(1, 2); figure.suptitle('two')\n"
                + "left.plot([1, 2]); left.set_title('L'); right.bar(['a'], [2])");
    assertThat(chart.path("type").asText()).isEqualTo("composite_chart");
    assertThat(chart.path("title").asText()).isEqualTo("two");
    assertThat(chart.path("elements").findValuesAsText("type")).containsExactly("line", "bar");
    assertThat(chart.path("elements").get(0).path("title").asText()).isEqualTo("L");
  }

  @Test
  void whatIsShownTwiceIsHandedOverOnceAndWhatIsNotShownNever() {
    Answer answer =
        run(
            "import matplotlib.pyplot as plt\nplt.plot([1]); plt.show(); plt.show()\n"
                + "plt.bar(['a'], [1]); plt.show()\nplt.pie([1])");
    assertThat(charts(answer))
        .extracting(chart -> chart.path("type").asText())
        .containsExactly("line", "bar");
  }

  @Test
  void aProgramWithoutChartsHasNoArtifacts() {
    assertThat(run("print('matplotlib')").json().has("artifacts")).isFalse();
    assertThat(run("print(1)").json().has("artifacts")).isFalse();
  }

  @Test
  void moreThanThereIsRoomForIsSaid() {
    Answer answer =
        run(
            "import matplotlib.pyplot as plt\n"
                + "for i in range(33): plt.figure(figsize=(1, 1)); plt.show()");
    assertThat(charts(answer)).hasSize(32);
    assertThat(answer.text("result")).contains("a chart is left out");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "b'no json'",
        "b'{\"type\":\"line\",\"png\":\"bm90IGEgcGljdHVyZQ==\"}'",
        "b'{\"type\":\"evil\",\"png\":\"iVBORw0KGgoA\"}'",
        "b'{\"type\":\"line\",\"png\":\"iVBORw0KGgoA\",\"x_ticks\":[1e999]}'",
        "b'{\"type\":\"line\",\"png\":\"iVBORw0KGgoA\",\"x_ticks\":[\"NaN\"]}'",
        "b'{\"type\":\"line\",\"png\":\"iVBORw0KGgoA\",\"elements\":' + b'[' * 100 + b']' * 100 +"
            + " b'}'",
        "b'{\"type\":\"line\",\"png\":\"iVBORw0KGgoA\",\"x_ticks\":[' + b'1,' * 600000 + b'1]}'",
        "b'null'",
      })
  void whatAProgramWritesInTheirPlaceIsLeftOut(String line) {
    Answer answer =
        run(
            "# matplotlib\n"
                + "import os\n"
                + "def out(data):\n"
                + "  while data: data = data[os.write(5, data):]\n"
                + "out("
                + line
                + " + b'\\n')\n"
                + "out(b'{\"type\":\"line\",\"png\":\"iVBORw0KGgoA\",\"extra\":1}\\n')\n"
                + "out(b'{\"type\":\"line\",\"png\":\"iVBORw0KGgoA\"')");
    assertThat(answer.text("result")).isEmpty();
    assertThat(charts(answer)).hasSize(1);
    assertThat(charts(answer).getFirst().toString())
        .isEqualTo("{\"type\":\"line\",\"png\":\"iVBORw0KGgoA\"}");
  }

  @Test
  void aFloodInTheirPlaceIsCutAndTheProgramRunsOn() {
    Answer answer =
        run(
            "# matplotlib\n"
                + "import os\n"
                + "for i in range(640): os.write(5, b'x' * 65535 + b'\\n')\n"
                + "print('end')");
    assertThat(answer.text("result")).isEqualTo("end\n");
    assertThat(charts(answer)).isEmpty();
  }
}
