package dev.millrace.upload;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Which of two queues an upload waits in.
public enum Priority {
  HIGH,
  NORMAL;

  /// {@return the name in JSON and object keys}
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
