package dev.millrace.upload.sqs;

import dev.millrace.json.Json;
import dev.millrace.upload.ArrivalQueue;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.Priority;
import dev.millrace.upload.StoredObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Sends messages of the shape that S3 sends, to the queue that S3 would send them to.
public final class SqsArrivals implements ArrivalQueue {
  private final SqsClient sqs;
  private final String bucket;
  private final Map<Priority, String> documentQueues;
  private final Map<Priority, String> imageQueues;

  public SqsArrivals(
      SqsClient sqs,
      String bucket,
      Map<Priority, String> documentQueues,
      Map<Priority, String> imageQueues) {
    this.sqs = sqs;
    this.bucket = bucket;
    this.documentQueues = Map.copyOf(documentQueues);
    this.imageQueues = Map.copyOf(imageQueues);
  }

  @Override
  public void send(StoredObject object) {
    ObjectKey.Original key = object.key();
    Map<Priority, String> queues = key.image() ? imageQueues : documentQueues;
    String url = queues.get(key.priority());
    if (url == null) {
      throw new IllegalStateException("there is no queue for " + key.value());
    }
    sqs.sendMessage(message -> message.queueUrl(url).messageBody(body(object)));
  }

  private String body(StoredObject object) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("key", URLEncoder.encode(object.key().value(), StandardCharsets.UTF_8));
    described.put("size", object.size());
    described.put("eTag", object.etag());
    if (object.versionId() != null) {
      described.put("versionId", object.versionId());
    }
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("eventSource", "aws:s3");
    entry.put("eventName", "ObjectCreated:Put");
    entry.put("s3", Map.of("bucket", Map.of("name", bucket), "object", described));
    return Json.write(Map.of("Records", List.of(entry)));
  }
}
