package dev.millrace.local.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.local.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Sends object events to the queues that the bucket's rules name, after the upload has returned.
final class Notifications implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);
  private static final int CAPACITY = 100_000;
  private static final Duration PAUSE = Duration.ofMillis(200);

  private record Letter(String queueName, String body) {}

  private final List<NotificationRule> rules;
  private final SqsClient sqs;
  private final String region;
  private final BlockingQueue<Letter> letters = new LinkedBlockingQueue<>(CAPACITY);
  private final AtomicLong sequence = new AtomicLong(System.currentTimeMillis() << 16);
  private final Thread sender;

  Notifications(List<NotificationRule> rules, SqsClient sqs, String region) {
    this.rules = List.copyOf(rules);
    this.sqs = sqs;
    this.region = region;
    this.sender = Thread.ofVirtual().name("s3-notifications").start(this::sendAll);
  }

  void publish(ObjectEvent event) {
    for (NotificationRule rule : rules) {
      if (rule.matches(event) && !letters.offer(new Letter(rule.queueName(), body(event, rule)))) {
        LOG.error("Event of {} dropped: {} events are waiting already", event.key(), CAPACITY);
      }
    }
  }

  private void sendAll() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        send(letters.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private void send(Letter letter) throws InterruptedException {
    while (true) {
      try {
        String url = sqs.getQueueUrl(get -> get.queueName(letter.queueName())).queueUrl();
        sqs.sendMessage(send -> send.queueUrl(url).messageBody(letter.body()));
        return;
      } catch (SdkException e) {
        LOG.warn("Event not taken by {} yet: {}", letter.queueName(), e.getMessage());
        Thread.sleep(PAUSE);
      }
    }
  }

  private String body(ObjectEvent event, NotificationRule rule) {
    ObjectNode record = Json.object();
    record
        .put("eventVersion", "2.1")
        .put("eventSource", "aws:s3")
        .put("awsRegion", region)
        .put("eventTime", event.time().toString())
        .put("eventName", event.name());
    record.putObject("userIdentity").put("principalId", "AWS:LOCAL");
    record.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
    record
        .putObject("responseElements")
        .put("x-amz-request-id", "LOCAL")
        .put("x-amz-id-2", "LOCAL");
    ObjectNode s3 = record.putObject("s3");
    s3.put("s3SchemaVersion", "1.0").put("configurationId", rule.id());
    ObjectNode bucket = s3.putObject("bucket").put("name", event.bucket());
    bucket.putObject("ownerIdentity").put("principalId", "LOCAL");
    bucket.put("arn", "arn:aws:s3:::" + event.bucket());
    s3.putObject("object")
        .put("key", encoded(event.key()))
        .put("size", event.size())
        .put("eTag", event.eTag())
        .put("sequencer", "%016X".formatted(sequence.incrementAndGet()));
    ObjectNode body = Json.object();
    body.putArray("Records").add(record);
    return Json.write(body);
  }

  /// Keys are form-encoded in events, slashes apart.
  private static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
  }

  @Override
  public void close() {
    sender.interrupt();
  }
}
