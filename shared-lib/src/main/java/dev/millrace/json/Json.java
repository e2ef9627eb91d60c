package dev.millrace.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MutableConfigOverride;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes and reads JSON: camelCase, RFC 3339 times in UTC, absent instead of null, absent lists
/// and maps read as empty ones, unknown fields ignored.
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .withConfigOverride(List.class, Json::emptyWhenAbsent)
          .withConfigOverride(Map.class, Json::emptyWhenAbsent)
          .withConfigOverride(Set.class, Json::emptyWhenAbsent)
          .build();

  private Json() {}

  private static void emptyWhenAbsent(MutableConfigOverride collection) {
    collection.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
  }

  /// {@return the value as JSON text}
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
    }
  }

  /// Reads a value of the given type.
  ///
  /// @throws MalformedJsonException if the text is not such a value
  public static <T> T read(String json, Class<T> type) {
    try {
      T value = MAPPER.readValue(json, type);
      if (value == null) {
        throw new MalformedJsonException(type, "null");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new MalformedJsonException(type, e.getOriginalMessage());
    }
  }

  /// Reads a value of the given type from a JSON tree.
  ///
  /// @throws MalformedJsonException if the tree is not such a value
  public static <T> T read(JsonNode tree, Class<T> type) {
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw new MalformedJsonException(type, e.getOriginalMessage());
    }
  }

  /// Reads any JSON value.
  ///
  /// @throws MalformedJsonException if the text is not JSON
  public static JsonNode tree(String json) {
    return read(json, JsonNode.class);
  }

  /// {@return the value as a JSON tree}
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }
}
