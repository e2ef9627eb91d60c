package dev.millrace.local.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/// A request that came to a subscriber.
///
/// @param at when it came
/// @param id its `webhook-id`, empty if it has none
/// @param body its body, an empty object if it is not JSON
/// @param verdict whether it can be believed
public record Notice(Instant at, String id, JsonNode body, Verdict verdict) {
  /// {@return whether it can be believed}
  public boolean isGenuine() {
    return verdict == Verdict.GENUINE;
  }

  /// {@return the type of the event, empty if it names none}
  public String type() {
    return body.path("type").asText();
  }

  /// {@return the upload that it tells of, empty if it tells of none}
  public String uploadId() {
    JsonNode data = body.path("data");
    return data.path("uploadId").asText(data.path("documentId").asText());
  }

  /// {@return its number among the notices of the upload, empty if it has none}
  public String sequence() {
    return body.path("sequence").asText();
  }
}
