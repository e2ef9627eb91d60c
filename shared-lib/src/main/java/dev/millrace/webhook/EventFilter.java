package dev.millrace.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.millrace.event.EventType;
import java.util.Arrays;
import java.util.List;

/// Which types of event an endpoint wants: all of them if there are no patterns.
///
/// @param patterns wire names of types, `*` for every type, or `upload.*` for every type whose name
///   begins so
public record EventFilter(@JsonValue List<String> patterns) {
  /// Lets every type through.
  public static final EventFilter ALL = new EventFilter(List.of());

  private static final String ANY = "*";

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public EventFilter {
    patterns = List.copyOf(patterns);
  }

  /// {@return whether it lets the type through}
  public boolean matches(EventType type) {
    return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> matches(pattern, type));
  }

  /// {@return whether a pattern names any type at all}
  public static boolean namesSomething(String pattern) {
    return Arrays.stream(EventType.values()).anyMatch(type -> matches(pattern, type));
  }

  private static boolean matches(String pattern, EventType type) {
    return pattern.equals(ANY)
        || (pattern.endsWith("." + ANY)
            ? type.wireName().startsWith(pattern.substring(0, pattern.length() - 1))
            : type.wireName().equals(pattern));
  }
}
