package dev.millrace.local.triggers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.local.json.Json;
import dev.millrace.local.sam.Properties;
import dev.millrace.local.sam.TemplateException;
import java.util.List;
import java.util.stream.StreamSupport;

/// Lambda's event filters: a record passes when any pattern matches, and always without patterns.
///
/// @param patterns the patterns; within one, every named field must match one of its rules
record RecordFilter(List<JsonNode> patterns) {

  static RecordFilter of(List<Properties> filters) {
    return new RecordFilter(
        filters.stream().map(filter -> Json.read(filter.text("Pattern"))).toList());
  }

  boolean accepts(JsonNode event) {
    return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> matches(pattern, event));
  }

  private static boolean matches(JsonNode pattern, JsonNode value) {
    if (pattern.isArray()) {
      return StreamSupport.stream(pattern.spliterator(), false)
          .anyMatch(rule -> satisfies(rule, value));
    }
    return pattern
        .propertyStream()
        .allMatch(field -> matches(field.getValue(), value.path(field.getKey())));
  }

  private static boolean satisfies(JsonNode rule, JsonNode value) {
    if (!rule.isObject()) {
      return rule.equals(value);
    }
    var only = rule.properties().iterator().next();
    JsonNode operand = only.getValue();
    return switch (only.getKey()) {
      case "prefix" -> value.isTextual() && value.asText().startsWith(operand.asText());
      case "suffix" -> value.isTextual() && value.asText().endsWith(operand.asText());
      case "exists" -> operand.asBoolean() != value.isMissingNode();
      case "anything-but" -> !value.isMissingNode() && !contains(operand, value);
      default ->
          throw new TemplateException(
              "Filter rule %s is not supported by the local stack".formatted(only.getKey()));
    };
  }

  private static boolean contains(JsonNode operand, JsonNode value) {
    return operand.equals(value)
        || StreamSupport.stream(operand.spliterator(), false).anyMatch(value::equals);
  }
}
