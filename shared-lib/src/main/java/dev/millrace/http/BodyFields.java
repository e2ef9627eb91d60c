package dev.millrace.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.json.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Reads the fields of a JSON body and collects every problem, so that one refusal names them all.
/// A field that is null counts as absent.
public final class BodyFields {
  private final JsonNode body;
  private final List<Problem> problems = new ArrayList<>();

  private BodyFields(JsonNode body) {
    this.body = body;
  }

  private record Problem(String field, String message) {}

  /// {@return the fields of a request}
  ///
  /// @throws ApiProblem 400 if its body is no JSON object
  public static BodyFields of(HttpRequest request) {
    return of(request.json(JsonNode.class));
  }

  /// {@return the fields of a part of a body}
  ///
  /// @throws ApiProblem 400 if it is no JSON object
  public static BodyFields of(JsonNode body) {
    if (!body.isObject()) {
      throw ApiProblem.invalid("malformed_json", "This is not a JSON object.");
    }
    return new BodyFields(body);
  }

  /// {@return the fields of a request that need not have a body}
  public static BodyFields empty() {
    return new BodyFields(Json.tree("{}"));
  }

  /// {@return the text of a field, or empty if there is none}
  public Optional<String> text(String name) {
    return field(name, JsonNode::isTextual, "must be a text").map(JsonNode::textValue);
  }

  /// {@return the text of a required field, or an empty text after recording the problem}
  public String requiredText(String name) {
    return required(name, text(name), "");
  }

  /// {@return the whole number of a field, or empty if there is none}
  public Optional<Long> wholeNumber(String name) {
    return field(
            name,
            value -> value.isIntegralNumber() && value.canConvertToLong(),
            "must be a whole number")
        .map(JsonNode::longValue);
  }

  /// {@return the whole number of a required field, or 0 after recording the problem}
  public long requiredWholeNumber(String name) {
    return required(name, wholeNumber(name), 0L);
  }

  /// {@return the whole number of a field within bounds, both included, or empty if there is none}
  public Optional<Integer> wholeNumber(String name, int min, int max) {
    return field(
            name,
            value ->
                value.isIntegralNumber()
                    && value.canConvertToLong()
                    && value.longValue() >= min
                    && value.longValue() <= max,
            "must be a whole number from %d to %d".formatted(min, max))
        .map(JsonNode::intValue);
  }

  /// {@return the texts of a field that is a list, or empty if there is none}
  public Optional<List<String>> textList(String name) {
    return field(
            name,
            value -> value.isArray() && value.valueStream().allMatch(JsonNode::isTextual),
            "must be a list of texts")
        .map(list -> list.valueStream().map(JsonNode::textValue).toList());
  }

  /// {@return the time of a field, or empty if there is none}
  public Optional<Instant> time(String name) {
    return text(name)
        .flatMap(text -> {
          try {
            return Optional.of(Instant.parse(text));
          } catch (DateTimeParseException e) {
            problem(name, "must be a time such as 2026-01-31T12:00:00Z");
            return Optional.empty();
          }
        });
  }

  /// {@return whether a field is there, be it null}
  public boolean has(String name) {
    return body.has(name);
  }

  /// {@return which of some values a field names, or the default if it is absent}
  ///
  /// @param nameOf the name of a value in JSON
  public <E> E oneOf(String name, E[] values, Function<E, String> nameOf, E defaultValue) {
    return oneOf(name, values, nameOf).orElse(defaultValue);
  }

  /// {@return which of some values a field names, or empty if it is absent}
  ///
  /// @param nameOf the name of a value in JSON
  public <E> Optional<E> oneOf(String name, E[] values, Function<E, String> nameOf) {
    Optional<String> text = text(name);
    Optional<E> value =
        text.flatMap(t -> Arrays.stream(values).filter(v -> nameOf.apply(v).equals(t)).findFirst());
    if (text.isPresent() && value.isEmpty()) {
      problem(
          name,
          Arrays.stream(values)
              .map(nameOf)
              .collect(Collectors.joining(", ", "must be one of ", "")));
    }
    return value;
  }

  /// {@return the texts of a field that is an object, by their names; none if it is absent}
  public Map<String, String> texts(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    field(
            name,
            value -> value.isObject() && value.valueStream().allMatch(JsonNode::isTextual),
            "must be an object of texts")
        .ifPresent(object ->
            object.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText())));
    return texts;
  }

  /// Records a problem with a field.
  public void problem(String field, String message) {
    if (problems.stream().noneMatch(known -> known.field().equals(field))) {
      problems.add(new Problem(field, message));
    }
  }

  /// Returns what was read, or refuses the request if any field was wrong.
  ///
  /// @throws ApiProblem 400 naming every problem found
  public <T> T checked(T value) {
    if (problems.isEmpty()) {
      return value;
    }
    throw ApiProblem.invalid(
            "invalid_request",
            problems.stream()
                .map(p -> p.field() + " " + p.message())
                .collect(Collectors.joining("; ")))
        .with("errors", List.copyOf(problems));
  }

  private Optional<JsonNode> field(String name, Predicate<JsonNode> right, String expectation) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!right.test(value)) {
      problem(name, expectation);
      return Optional.empty();
    }
    return Optional.of(value);
  }

  private <T> T required(String name, Optional<T> value, T placeholder) {
    if (value.isEmpty()) {
      problem(name, "is required");
    }
    return value.orElse(placeholder);
  }
}
