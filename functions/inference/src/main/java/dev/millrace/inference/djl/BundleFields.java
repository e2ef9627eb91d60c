package dev.millrace.inference.djl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Reads fields and remembers what is wrong with them, so that all of it can be told at once. In
/// place of a field that is wrong it gives some value of its kind.
final class BundleFields {
  private final JsonNode object;
  private final String prefix;
  private final List<String> problems;

  BundleFields(JsonNode object) {
    this(object, "", new ArrayList<>());
  }

  private BundleFields(JsonNode object, String prefix, List<String> problems) {
    this.object = object;
    this.prefix = prefix;
    this.problems = problems;
  }

  List<String> problems() {
    return problems;
  }

  void problem(String problem) {
    problems.add(problem);
  }

  boolean has(String name) {
    return object.hasNonNull(name);
  }

  BundleFields object(String name) {
    JsonNode value = object.path(name);
    if (!value.isObject()) {
      problems.add(prefix + name + (value.isMissingNode() ? " is missing" : " is no object"));
    }
    return new BundleFields(value, prefix + name + ".", problems);
  }

  List<BundleFields> objects(String name) {
    JsonNode array = array(name);
    return IntStream.range(0, array.size())
        .mapToObj(
            i -> new BundleFields(array.get(i), "%s%s[%d].".formatted(prefix, name, i), problems))
        .toList();
  }

  String text(String name) {
    JsonNode value = object.path(name);
    if (!value.isTextual() || value.asText().isBlank()) {
      problems.add(prefix + name + (value.isMissingNode() ? " is missing" : " is no text"));
    }
    return value.asText();
  }

  int integer(String name, int min, int max) {
    double value = number(name, min, max);
    if (value != Math.rint(value)) {
      problems.add(prefix + name + " is no whole number");
    }
    return (int) value;
  }

  double number(String name, double min, double max) {
    JsonNode value = object.path(name);
    if (!value.isNumber()) {
      problems.add(prefix + name + (value.isMissingNode() ? " is missing" : " is no number"));
      return min;
    }
    if (value.asDouble() < min || value.asDouble() > max) {
      problems.add("%s%s is not from %s to %s".formatted(prefix, name, min, max));
    }
    return value.asDouble();
  }

  List<Double> numbers(String name, int count) {
    JsonNode array = array(name);
    List<Double> numbers = array.valueStream().map(JsonNode::asDouble).toList();
    if (!array.isMissingNode() && numbers.size() != count) {
      problems.add("%s%s has %d numbers, not %d".formatted(prefix, name, numbers.size(), count));
    }
    return numbers;
  }

  List<String> texts(String name) {
    return array(name).valueStream().map(JsonNode::asText).toList();
  }

  /// Reads one of an enumeration's words, in any case.
  <E extends Enum<E>> E choice(String name, Class<E> choices) {
    String word = text(name).toUpperCase(Locale.ROOT);
    for (E choice : choices.getEnumConstants()) {
      if (choice.name().equals(word)) {
        return choice;
      }
    }
    if (!word.isEmpty()) {
      problems.add(
          "%s%s is not one of %s".formatted(prefix, name, List.of(choices.getEnumConstants())));
    }
    return choices.getEnumConstants()[0];
  }

  private JsonNode array(String name) {
    JsonNode value = object.path(name);
    if (!value.isArray()) {
      problems.add(prefix + name + (value.isMissingNode() ? " is missing" : " is no list"));
    }
    return value;
  }
}
