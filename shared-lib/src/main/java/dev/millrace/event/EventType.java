package dev.millrace.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/// What a notice tells of. The wire name never changes; a break in its data gets a new type.
public enum EventType {
  UPLOAD_CREATED("upload.created"),
  UPLOAD_UPLOADED("upload.uploaded"),
  UPLOAD_VERIFIED("upload.verified"),
  UPLOAD_DUPLICATE("upload.duplicate"),
  UPLOAD_REJECTED("upload.rejected"),
  UPLOAD_QUARANTINED("upload.quarantined"),
  UPLOAD_EXTRACTING("upload.extracting"),
  UPLOAD_COMPLETED("upload.completed"),
  UPLOAD_PARTIAL("upload.partial"),
  UPLOAD_FAILED("upload.failed"),
  UPLOAD_CANCELLED("upload.cancelled"),
  UPLOAD_EXPIRED("upload.expired"),
  UPLOAD_DELETED("upload.deleted"),
  DOCUMENT_EXTRACTED("document.extracted"),
  DOCUMENT_SUMMARIZED("document.summarized"),
  IMAGE_CLASSIFIED("image.classified"),
  THOUGHT_CAPTURED("thought.captured"),
  INSIGHT_GENERATED("insight.generated"),
  PATTERN_DETECTED("pattern.detected"),
  ENDPOINT_DISABLED("endpoint.disabled"),
  PING("ping");

  private final String wireName;

  EventType(String wireName) {
    this.wireName = wireName;
  }

  /// {@return the name that subscribers see and filter by}
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /// {@return the type of a wire name, or empty if there is none}
  public static Optional<EventType> of(String wireName) {
    return Arrays.stream(values()).filter(type -> type.wireName.equals(wireName)).findFirst();
  }
}
