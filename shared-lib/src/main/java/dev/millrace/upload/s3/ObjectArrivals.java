package dev.millrace.upload.s3;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.json.Json;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.StoredObject;
import dev.millrace.upload.arrival.Arrival;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads the messages that tell of objects: of new ones in S3's own shape or EventBridge's, of
/// scanned ones in GuardDuty's.
public final class ObjectArrivals {
  private ObjectArrivals() {}

  /// {@return what a message tells of; nothing for `s3:TestEvent`, other events, and keys that are
  /// not ours}
  ///
  /// @throws dev.millrace.json.MalformedJsonException if the message is not JSON
  public static List<Arrival> read(String message) {
    return read(Json.tree(message));
  }

  /// {@return what a message tells of}
  public static List<Arrival> read(JsonNode message) {
    return message.has("detail")
        ? fromEventBridge(message).stream().toList()
        : message
            .path("Records")
            .valueStream()
            .filter(entry -> entry.path("eventName").asText().contains("ObjectCreated:"))
            .flatMap(entry -> fromS3(entry.path("s3").path("object")))
            .toList();
  }

  private static Stream<Arrival> fromS3(JsonNode object) {
    String key = URLDecoder.decode(object.path("key").asText(), StandardCharsets.UTF_8);
    return arrival(key, object, "eTag", "versionId").stream();
  }

  private static Optional<Arrival> fromEventBridge(JsonNode message) {
    JsonNode detail = message.path("detail");
    return switch (message.path("detail-type").asText()) {
      case "Object Created" ->
          arrival(
              detail.path("object").path("key").asText(),
              detail.path("object"),
              "etag",
              "version-id");
      case GuardDutyResults.DETAIL_TYPE -> GuardDutyResults.read(detail);
      default -> Optional.empty();
    };
  }

  private static Optional<Arrival> arrival(
      String key, JsonNode object, String etag, String versionId) {
    return ObjectKey.parse(key)
        .map(known ->
            switch (known) {
              case ObjectKey.Original original ->
                  new Arrival.Stored(
                      new StoredObject(
                          original,
                          object.path("size").asLong(),
                          object.path(etag).asText(),
                          object.path(versionId).asText(null)));
              case ObjectKey.Derived derived -> new Arrival.Derived(derived);
            });
  }
}
