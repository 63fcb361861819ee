package dev.sebring.server.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.sebring.api.Json;
import java.io.IOException;

/**
 * Reads what strangers send: no number becomes a text, no text a number, no fraction is cut off,
 * and no key stands twice. What Jackson would make fit is refused instead. Thread-safe.
 */
final class StrictJson {
  private static final JsonMapper MAPPER =
      ((JsonMapper) Json.mapper())
          .rebuild()
          .addModule(new SimpleModule().addDeserializer(Integer.class, new WholeNumberReader()))
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              texts ->
                  texts
                      .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  private StrictJson() {}

  static JsonMapper mapper() {
    return MAPPER;
  }

  /** {@code 5.0} is a whole number in JSON, and some languages write it so; {@code 5.5} is none. */
  private static final class WholeNumberReader extends StdScalarDeserializer<Integer> {
    private static final long serialVersionUID = 1;

    WholeNumberReader() {
      super(Integer.class);
    }

    @Override
    public Integer deserialize(JsonParser in, DeserializationContext context) throws IOException {
      if (in.currentToken().isNumeric()) {
        double value = in.getDoubleValue();
        if (value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE) {
          return (int) value;
        }
      }
      return (Integer) context.handleUnexpectedToken(Integer.class, in);
    }
  }
}
