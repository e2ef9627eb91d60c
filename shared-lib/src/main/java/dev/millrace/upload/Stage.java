package dev.millrace.upload;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What is being done to an upload right now.
public enum Stage {
  UPLOADING,
  VERIFYING,
  EXTRACTING,
  CHUNKING,
  EMBEDDING,
  CLASSIFYING,
  SUMMARIZING,
  NOTIFYING;

  /// {@return the name in JSON and logs}
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
