package dev.sebring.server.toolbox.process;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.sebring.api.Chart;
import dev.sebring.api.Json;
import dev.sebring.sandbox.guest.ProcessOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The charts that a program has handed over: a line of JSON for each. The program may have written
 * anything there, so what is no chart is left out. Not thread-safe.
 */
final class ShownCharts {
  /** Together: 8 MiB, which is what the guest keeps. */
  private static final int MAX_BYTES = 8 << 20;

  private static final int MOST = 64;
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final Set<String> TYPES =
      Set.of("line", "scatter", "bar", "pie", "box_and_whisker", "composite_chart", "unknown");

  private static final ObjectReader READER =
      ((JsonMapper) Json.mapper())
          .rebuild()
          .addModule(new SimpleModule().addDeserializer(Double.class, new NumberReader()))
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build()
          .readerFor(Chart.class);
  private static final JsonFactory CHECK =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(16)
                  .maxTokenCount(500_000)
                  .maxStringLength(MAX_BYTES)
                  .maxNumberLength(64)
                  .build())
          .build();

  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private boolean cut;

  void add(ProcessOutput piece) {
    switch (piece) {
      case ProcessOutput.Gap gap -> cut = true;
      case ProcessOutput.Bytes data -> {
        cut |= lines.size() + data.bytes().length > MAX_BYTES;
        if (!cut) {
          lines.writeBytes(data.bytes());
        }
      }
    }
  }

  /** Those that came whole. */
  List<Chart> read() {
    List<Chart> charts = new ArrayList<>();
    byte[] all = lines.toByteArray();
    int from = 0;
    for (int i = 0; i < all.length && charts.size() < MOST; i++) {
      if (all[i] == '\n') {
        chart(Arrays.copyOfRange(all, from, i)).ifPresent(charts::add);
        from = i + 1;
      }
    }
    return charts;
  }

  private static Optional<Chart> chart(byte[] line) {
    try {
      if (!isSound(line)) {
        return Optional.empty();
      }
      Chart chart = READER.readValue(line);
      return chart != null
              && chart.type() != null
              && TYPES.contains(chart.type())
              && chart.png() != null
              && isPng(chart.png())
          ? Optional.of(chart)
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether it has few and flat values, and no number that JSON has no text for. */
  private static boolean isSound(byte[] line) throws IOException {
    try (JsonParser parser = CHECK.createParser(line)) {
      for (JsonToken token; (token = parser.nextToken()) != null; ) {
        if (token.isNumeric() && !Double.isFinite(parser.getDoubleValue())) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isPng(String base64) {
    byte[] picture = Base64.getDecoder().decode(base64);
    return Arrays.mismatch(PNG, picture) == PNG.length;
  }

  /** Jackson itself takes the text "NaN" for a number. */
  private static final class NumberReader extends StdScalarDeserializer<Double> {
    private static final long serialVersionUID = 1;

    NumberReader() {
      super(Double.class);
    }

    @Override
    public Double deserialize(JsonParser in, DeserializationContext context) throws IOException {
      if (in.currentToken().isNumeric()) {
        return in.getDoubleValue();
      }
      return (Double) context.handleUnexpectedToken(Double.class, in);
    }
  }
}
