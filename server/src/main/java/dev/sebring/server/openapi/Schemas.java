package dev.sebring.server.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sebring.api.Json;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON schemas of the contract's records. Not thread-safe. */
final class Schemas {
  private final Map<String, ObjectNode> byName = new TreeMap<>();

  /** A reference to the schema of a record, which is written once. */
  ObjectNode reference(Class<?> type) {
    String name =
        type.isMemberClass() && type.getDeclaringClass().isRecord()
            ? type.getDeclaringClass().getSimpleName() + type.getSimpleName()
            : type.getSimpleName();
    if (!byName.containsKey(name)) {
      ObjectNode schema = node();
      byName.put(name, schema);
      describe(schema, type);
    }
    return node().put("$ref", "#/components/schemas/" + name);
  }

  /** Every schema that was referred to. */
  ObjectNode all() {
    ObjectNode all = node();
    byName.forEach(all::set);
    return all;
  }

  private void describe(ObjectNode schema, Class<?> type) {
    if (type.isEnum()) {
      ArrayNode values = schema.put("type", "string").putArray("enum");
      for (Object constant : type.getEnumConstants()) {
        values.add(Json.mapper().convertValue(constant, String.class));
      }
      return;
    }
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = node().putArray("required");
    for (RecordComponent component : type.getRecordComponents()) {
      String name = name(component);
      boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      ObjectNode property = schema(component.getGenericType());
      if (nullable && isAlwaysWritten(type, component)) {
        ObjectNode either = node();
        either.putArray("anyOf").add(property).addObject().put("type", "null");
        property = either;
        required.add(name);
      } else if (!nullable) {
        required.add(name);
      }
      properties.set(name, property);
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
  }

  private static String name(RecordComponent component) {
    JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
    return renamed == null || renamed.value().isEmpty() ? component.getName() : renamed.value();
  }

  private static boolean isAlwaysWritten(Class<?> type, RecordComponent component) {
    JsonInclude own = component.getAccessor().getAnnotation(JsonInclude.class);
    JsonInclude all = type.getAnnotation(JsonInclude.class);
    JsonInclude effective = own == null ? all : own;
    return effective != null && effective.value() == JsonInclude.Include.ALWAYS;
  }

  private ObjectNode schema(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return generic.getRawType() == List.class
          ? with(node().put("type", "array"), "items", schema(arguments[0]))
          : with(node().put("type", "object"), "additionalProperties", schema(arguments[1]));
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord() || plain.isEnum()) {
      return reference(plain);
    }
    if (plain == Instant.class) {
      return node().put("type", "string").put("format", "date-time");
    }
    return plain == Object.class ? node() : node().put("type", primitive(plain));
  }

  private static ObjectNode with(ObjectNode node, String key, ObjectNode value) {
    node.set(key, value);
    return node;
  }

  private static String primitive(Class<?> type) {
    if (type == boolean.class || type == Boolean.class) {
      return "boolean";
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return "integer";
    }
    return type == double.class || type == Double.class ? "number" : "string";
  }

  private static ObjectNode node() {
    return Json.mapper().createObjectNode();
  }
}
