package dev.millrace.presign.http;

import dev.millrace.http.BodyFields;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// The bounds of the free texts that a caller may give an upload.
final class Metadata {
  private static final String FIELD = "metadata";
  private static final int MAX_ENTRIES = 20;
  private static final int MAX_KEY_LENGTH = 64;
  private static final int MAX_VALUE_LENGTH = 512;
  private static final int MAX_BYTES = 8192;

  private Metadata() {}

  /// {@return the metadata of a body, after recording what is wrong with it}
  static Map<String, String> read(BodyFields fields) {
    Map<String, String> metadata = fields.texts(FIELD);
    flaw(metadata).ifPresent(message -> fields.problem(FIELD, message));
    return metadata;
  }

  /// {@return what is wrong with metadata, if anything is}
  static Optional<String> flaw(Map<String, String> metadata) {
    if (metadata.size() > MAX_ENTRIES) {
      return Optional.of("must have at most %d entries".formatted(MAX_ENTRIES));
    }
    if (metadata.keySet().stream().anyMatch(k -> k.isEmpty() || k.length() > MAX_KEY_LENGTH)) {
      return Optional.of("must have names of 1 to %d characters".formatted(MAX_KEY_LENGTH));
    }
    if (metadata.values().stream().anyMatch(value -> value.length() > MAX_VALUE_LENGTH)) {
      return Optional.of("must have texts of at most %d characters".formatted(MAX_VALUE_LENGTH));
    }
    return bytes(metadata) > MAX_BYTES
        ? Optional.of("must have at most %d bytes".formatted(MAX_BYTES))
        : Optional.empty();
  }

  private static int bytes(Map<String, String> texts) {
    return texts.entrySet().stream()
        .map(entry -> entry.getKey() + entry.getValue())
        .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
        .sum();
  }
}
