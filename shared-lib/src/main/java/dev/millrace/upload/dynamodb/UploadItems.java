package dev.millrace.upload.dynamodb;

import dev.millrace.aws.DueIndex;
import dev.millrace.aws.Items;
import dev.millrace.event.WebhookEvent;
import dev.millrace.upload.Kind;
import dev.millrace.upload.ResultPart;
import dev.millrace.upload.Run;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of the uploads table. All items of an upload share its partition; the sort key tells
/// their kind.
public final class UploadItems {
  static final String UPLOAD = "UPLOAD";
  static final String RESULT = "RESULT#";
  static final String UPLOAD_ID = "uploadId";
  private static final String RUN = "RUN#";
  private static final String EVENT = "EVENT#";
  private static final Duration RELAY_GRACE = Duration.ofMinutes(1);
  private static final Duration EVENT_LIFE = Duration.ofDays(30);

  private UploadItems() {}

  /// What kind of item a sort key names.
  public enum ItemKind {
    UPLOAD,
    RUN,
    RESULT,
    EVENT;

    /// {@return the kind of an item}
    public static ItemKind of(Map<String, AttributeValue> item) {
      String sort = Items.sort(item);
      int end = sort.indexOf('#');
      return valueOf(end < 0 ? sort : sort.substring(0, end));
    }
  }

  static Map<String, AttributeValue> key(UploadRef ref) {
    return Items.key(ref.partition(), UPLOAD);
  }

  static Map<String, AttributeValue> runKey(UploadRef ref, String runId) {
    return Items.key(ref.partition(), RUN + runId);
  }

  /// {@return the key of a notice in the outbox}
  public static Map<String, AttributeValue> eventKey(String subject, String eventId) {
    return Items.key(subject, EVENT + eventId);
  }

  static Map<String, AttributeValue> write(Upload upload) {
    UploadRef ref = upload.ref();
    Map<String, AttributeValue> item = Items.write(ref.partition(), UPLOAD, upload);
    item.putAll(DynamoUploadList.attributes(upload));
    if (upload.dueAt() != null) {
      item.putAll(DueIndex.attributes(ref.uploadId(), upload.dueAt()));
    }
    return item;
  }

  /// {@return the key of what is known of some bytes}
  public static Map<String, AttributeValue> contentKey(String tenantId, String sha256, Kind kind) {
    return Items.key("T#" + tenantId + "#SHA#" + sha256, kind.name());
  }

  /// {@return the item that tells which upload has the result of its bytes}
  static Map<String, AttributeValue> content(Upload upload, String sha256) {
    Map<String, AttributeValue> item =
        new HashMap<>(contentKey(upload.ref().tenantId(), sha256, upload.file().kind()));
    item.put(UPLOAD_ID, Items.text(upload.ref().uploadId()));
    return item;
  }

  static Map<String, AttributeValue> write(Run run) {
    Map<String, AttributeValue> item =
        Items.write(run.upload().partition(), RUN + run.runId(), run);
    if (run.endedAt() == null) {
      item.putAll(DueIndex.attributes(run.runId(), run.leaseUntil()));
    }
    return item;
  }

  static Map<String, AttributeValue> write(UploadRef ref, String runId, ResultPart part) {
    return Items.write(ref.partition(), RESULT + runId + "#" + part.name(), part);
  }

  /// {@return the item of a notice in the outbox, where relay finds it}
  ///
  /// @param region that relays it
  public static Map<String, AttributeValue> write(WebhookEvent event, String region) {
    Instant now = event.timestamp();
    Map<String, AttributeValue> item = Items.write(event.subject(), EVENT + event.eventId(), event);
    item.put("region", Items.text(region));
    item.put("ttl", Items.number(now.plus(EVENT_LIFE).getEpochSecond()));
    item.putAll(DueIndex.attributes(event.eventId(), now.plus(RELAY_GRACE)));
    return item;
  }

  /// {@return the upload that an item holds}
  public static Upload upload(Map<String, AttributeValue> item) {
    return Items.read(item, Upload.class);
  }

  /// {@return the run that an item holds}
  public static Run run(Map<String, AttributeValue> item) {
    return Items.read(item, Run.class);
  }

  /// {@return the notice that an item holds}
  public static WebhookEvent event(Map<String, AttributeValue> item) {
    return Items.read(item, WebhookEvent.class);
  }

  static ResultPart result(Map<String, AttributeValue> item) {
    String sort = Items.sort(item);
    String name = sort.substring(sort.lastIndexOf('#') + 1);
    Class<? extends ResultPart> type =
        switch (name) {
          case "document" -> ResultPart.Document.class;
          case "insight" -> ResultPart.Insight.class;
          case "image" -> ResultPart.Image.class;
          default -> throw new IllegalStateException("unknown part of a result: " + name);
        };
    return Items.read(item, type);
  }
}
