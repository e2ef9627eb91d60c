package dev.millrace.relay.dynamodb;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import dev.millrace.event.WebhookEvent;
import dev.millrace.upload.Upload;
import dev.millrace.upload.dynamodb.UploadItems;
import dev.millrace.upload.dynamodb.UploadItems.ItemKind;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads the records of the uploads table's stream.
public final class StreamRecords {
  private static final String INSERT = "INSERT";
  private static final String MODIFY = "MODIFY";
  private static final String REMOVE = "REMOVE";

  private final String region;

  /// @param region whose events are ours; in a global table each region sees those of all
  public StreamRecords(String region) {
    this.region = region;
  }

  /// {@return the event that a record shows newly written in our region, or empty if it shows
  /// something else}
  public Optional<WebhookEvent> event(DynamodbStreamRecord entry) {
    return entry.getEventName().equals(INSERT)
        ? item(entry, ItemKind.EVENT).filter(this::isOurs).map(UploadItems::event)
        : Optional.empty();
  }

  /// {@return the upload that a record shows as it stands now, or empty if it shows something else}
  public Optional<Upload> upload(DynamodbStreamRecord entry) {
    return entry.getEventName().equals(REMOVE)
        ? Optional.empty()
        : item(entry, ItemKind.UPLOAD).map(UploadItems::upload);
  }

  /// {@return the upload that a record shows as it stood before, or empty if it shows something
  /// else}
  public Optional<Upload> uploadBefore(DynamodbStreamRecord entry) {
    return entry.getEventName().equals(MODIFY) && entry.getDynamodb().getOldImage() != null
        ? item(entry.getDynamodb().getOldImage(), ItemKind.UPLOAD).map(UploadItems::upload)
        : Optional.empty();
  }

  private static Optional<Map<String, AttributeValue>> item(
      DynamodbStreamRecord entry, ItemKind kind) {
    return item(entry.getDynamodb().getNewImage(), kind);
  }

  private static Optional<Map<String, AttributeValue>> item(
      Map<String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue>
          image,
      ItemKind kind) {
    Map<String, AttributeValue> item = StreamItems.read(image);
    return ItemKind.of(item) == kind ? Optional.of(item) : Optional.empty();
  }

  private boolean isOurs(Map<String, AttributeValue> item) {
    AttributeValue written = item.get("region");
    return written != null && region.equals(written.s());
  }
}
