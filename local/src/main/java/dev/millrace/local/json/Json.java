package dev.millrace.local.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// Reads and writes JSON trees.
public final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  /// {@return a new object}
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /// {@return a new array}
  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /// {@return the tree of a text that must be JSON}
  public static JsonNode read(String text) {
    return find(text).orElseThrow(() -> new IllegalArgumentException("Not JSON: " + text));
  }

  /// {@return the tree of a text, if it is JSON; that of an empty text is missing}
  public static Optional<JsonNode> find(String text) {
    try {
      JsonNode tree = text.isBlank() ? MissingNode.getInstance() : MAPPER.readTree(text);
      return Optional.of(tree);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /// {@return the value as a tree}
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /// {@return the value as text}
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not writable as JSON: " + value, e);
    }
  }
}
