package dev.millrace.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads environment variables and collects every problem, so that one failed init names them all.
public final class Env {
  private final Map<String, String> variables;
  private final List<String> problems = new ArrayList<>();

  public Env(Map<String, String> variables) {
    this.variables = variables;
  }

  /// {@return the value of a required variable, or an empty string after recording the problem}
  public String required(String name) {
    String value = value(name);
    if (value == null) {
      problems.add(name + " is not set");
      return "";
    }
    return value;
  }

  /// {@return the value of a variable, or the default if it is absent or blank}
  public String text(String name, String defaultValue) {
    return parsed(name, defaultValue, Function.identity());
  }

  /// {@return an integer within the range, or the default if the variable is absent}
  public long integer(String name, long defaultValue, long min, long max) {
    long value = parsed(name, defaultValue, Long::parseLong);
    if (value < min || value > max) {
      problems.add("%s must be between %d and %d, was %d".formatted(name, min, max, value));
    }
    return value;
  }

  /// {@return whether the variable says `true`; anything but `true` and `false` is a problem}
  public boolean flag(String name, boolean defaultValue) {
    return parsed(name, defaultValue, Env::parseFlag);
  }

  /// {@return a positive ISO-8601 duration, or the default if the variable is absent}
  public Duration duration(String name, Duration defaultValue) {
    return parsed(name, defaultValue, Env::parseDuration);
  }

  /// {@return the durations of a comma-separated list, or the default if the variable is absent}
  public List<Duration> durations(String name, List<Duration> defaultValue) {
    return parsed(name, defaultValue, text -> elements(text).map(Env::parseDuration).toList());
  }

  /// {@return the elements of a comma-separated list; empty if the variable is absent}
  public List<String> list(String name) {
    return parsed(name, List.<String>of(), text -> elements(text).toList());
  }

  /// {@return the elements of a comma-separated list; empty if the variable is absent or wrong}
  public <T> List<T> list(String name, Function<String, T> parser) {
    return parsed(name, List.<T>of(), text -> elements(text).map(parser).toList());
  }

  /// Records a problem unless what must hold between variables does.
  public void check(boolean holds, String problem) {
    if (!holds) {
      problems.add(problem);
    }
  }

  /// Returns the configuration that was read, or fails if any variable was wrong.
  ///
  /// @throws ConfigException naming every problem found
  public <T> T checked(T config) {
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return config;
  }

  /// {@return what the parser makes of a variable, or the default if it is absent or wrong}
  public <T> T parsed(String name, T defaultValue, Function<String, T> parser) {
    String value = value(name);
    if (value == null) {
      return defaultValue;
    }
    try {
      return parser.apply(value);
    } catch (RuntimeException e) {
      problems.add("%s is not valid: %s".formatted(name, e.getMessage()));
      return defaultValue;
    }
  }

  private @Nullable String value(String name) {
    String value = variables.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  private static Stream<String> elements(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(e -> !e.isEmpty());
  }

  private static boolean parseFlag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("neither true nor false: " + text);
    };
  }

  private static Duration parseDuration(String text) {
    Duration duration = Duration.parse(text);
    if (!duration.isPositive()) {
      throw new IllegalArgumentException("not positive: " + text);
    }
    return duration;
  }
}
