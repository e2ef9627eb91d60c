package dev.millrace.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// JSON as attributes of an item, and back. Sets, which JSON lacks, become arrays.
final class Attributes {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Attributes() {}

  /// {@return the fields of an object as attributes, for the caller to add to}
  static Map<String, AttributeValue> of(JsonNode object) {
    Map<String, AttributeValue> attributes = HashMap.newHashMap(object.size() + 8);
    object.properties().forEach(field -> attributes.put(field.getKey(), value(field.getValue())));
    return attributes;
  }

  /// {@return attributes as the fields of an object}
  static ObjectNode json(Map<String, AttributeValue> attributes) {
    ObjectNode object = NODES.objectNode();
    attributes.forEach((name, value) -> object.set(name, json(value)));
    return object;
  }

  private static AttributeValue value(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> AttributeValue.fromS(node.textValue());
      case NUMBER -> AttributeValue.fromN(node.asText());
      case BOOLEAN -> AttributeValue.fromBool(node.booleanValue());
      case OBJECT -> AttributeValue.fromM(of(node));
      case ARRAY -> {
        List<AttributeValue> values = new ArrayList<>(node.size());
        node.forEach(element -> values.add(value(element)));
        yield AttributeValue.fromL(values);
      }
      case NULL -> AttributeValue.fromNul(true);
      case BINARY, MISSING, POJO ->
          throw new IllegalArgumentException("no JSON: " + node.getNodeType());
    };
  }

  private static JsonNode json(AttributeValue value) {
    return switch (value.type()) {
      case S -> NODES.textNode(value.s());
      case N -> number(value.n());
      case BOOL -> NODES.booleanNode(value.bool());
      case M -> json(value.m());
      case L -> array(value.l().stream().map(Attributes::json).toList());
      case SS -> array(value.ss().stream().<JsonNode>map(NODES::textNode).toList());
      case NS -> array(value.ns().stream().map(Attributes::number).toList());
      case NUL -> NODES.nullNode();
      case B, BS, UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("not from JSON: " + value.type());
    };
  }

  private static JsonNode number(String text) {
    boolean whole =
        text.length() < 19 && text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
    return whole ? NODES.numberNode(Long.parseLong(text)) : NODES.numberNode(new BigDecimal(text));
  }

  private static ArrayNode array(List<JsonNode> elements) {
    return NODES.arrayNode(elements.size()).addAll(elements);
  }
}
