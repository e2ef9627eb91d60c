package dev.millrace.upload.s3;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.json.Json;
import dev.millrace.upload.ObjectKey;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the messages by which S3 tells of new objects, in S3's own shape or EventBridge's.
public final class ObjectArrivals {
  private ObjectArrivals() {}

  /// A new object under a key of ours.
  public record ObjectArrival(ObjectKey key, long size, String etag, @Nullable String versionId) {}

  /// {@return the new objects that a message tells of; none for `s3:TestEvent`, other events, and
  /// keys that are not ours}
  ///
  /// @throws dev.millrace.json.MalformedJsonException if the message is not JSON
  public static List<ObjectArrival> read(String message) {
    return read(Json.tree(message));
  }

  /// {@return the new objects that a message tells of}
  public static List<ObjectArrival> read(JsonNode message) {
    return message.has("detail")
        ? fromEventBridge(message).stream().toList()
        : message
            .path("Records")
            .valueStream()
            .filter(entry -> entry.path("eventName").asText().contains("ObjectCreated:"))
            .flatMap(entry -> fromS3(entry.path("s3").path("object")))
            .toList();
  }

  private static Stream<ObjectArrival> fromS3(JsonNode object) {
    String key = URLDecoder.decode(object.path("key").asText(), StandardCharsets.UTF_8);
    return arrival(key, object, "eTag", "versionId").stream();
  }

  private static Optional<ObjectArrival> fromEventBridge(JsonNode message) {
    JsonNode object = message.path("detail").path("object");
    return message.path("detail-type").asText().equals("Object Created")
        ? arrival(object.path("key").asText(), object, "etag", "version-id")
        : Optional.empty();
  }

  private static Optional<ObjectArrival> arrival(
      String key, JsonNode object, String etag, String versionId) {
    return ObjectKey.parse(key)
        .map(known ->
            new ObjectArrival(
                known,
                object.path("size").asLong(),
                object.path(etag).asText(),
                object.path(versionId).asText(null)));
  }
}
