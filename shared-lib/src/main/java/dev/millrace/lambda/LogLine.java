package dev.millrace.lambda;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of one canonical log line, gathered while the work is done.
public final class LogLine {
  private final Map<String, Object> fields = new LinkedHashMap<>();

  /// Adds a field.
  ///
  /// @param name snake_case
  /// @param value never a secret; null is left out
  public LogLine put(String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value);
    }
    return this;
  }

  Map<String, Object> fields() {
    return fields;
  }
}
