package dev.millrace.flag;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// A limit or switch that operators may change without a deployment. Each is a constant beside the
/// code that obeys it.
///
/// @param key lower case words, joined by dots, as `upload.max-bytes.pdf`
/// @param defaultValue what holds until somebody sets another value
/// @param reader the value that a JSON value stands for, nothing if it is none of this flag's
public record Flag<T>(String key, T defaultValue, Function<JsonNode, Optional<T>> reader) {
  /// {@return a switch}
  public static Flag<Boolean> onOff(String key, boolean defaultValue) {
    return new Flag<>(key, defaultValue, json -> when(json.isBoolean(), json.booleanValue()));
  }

  /// {@return a whole number within bounds, both included}
  public static Flag<Long> integer(String key, long defaultValue, long min, long max) {
    return new Flag<>(
        key,
        defaultValue,
        json ->
            when(json.isIntegralNumber() && json.canConvertToLong(), json.longValue())
                .filter(value -> value >= min && value <= max));
  }

  /// {@return a number within bounds, both included}
  public static Flag<Double> number(String key, double defaultValue, double min, double max) {
    return new Flag<>(
        key,
        defaultValue,
        json ->
            when(json.isNumber(), json.doubleValue())
                .filter(value -> value >= min && value <= max));
  }

  /// {@return one of several words}
  public static Flag<String> variant(String key, String defaultValue, Set<String> variants) {
    return new Flag<>(
        key,
        defaultValue,
        json -> when(json.isTextual(), json.asText()).filter(variants::contains));
  }

  /// {@return a positive duration, in JSON an ISO-8601 text as `PT30S`}
  public static Flag<Duration> duration(String key, Duration defaultValue) {
    return new Flag<>(key, defaultValue, Flag::readDuration);
  }

  private static Optional<Duration> readDuration(JsonNode json) {
    try {
      return when(json.isTextual(), Duration.parse(json.asText())).filter(Duration::isPositive);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static <T> Optional<T> when(boolean holds, T value) {
    return holds ? Optional.of(value) : Optional.empty();
  }
}
