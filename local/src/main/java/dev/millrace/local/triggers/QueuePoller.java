package dev.millrace.local.triggers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.local.json.Json;
import dev.millrace.local.lambda.Invocable;
import dev.millrace.local.lambda.Invocation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// Takes a queue's messages to a function; what succeeded is deleted, the rest comes back when its
/// visibility ends.
final class QueuePoller implements Trigger {
  private static final Logger LOG = LoggerFactory.getLogger(QueuePoller.class);
  private static final int RECEIVE_LIMIT = 10;

  /// ElasticMQ moves dead letters when a receive begins, so one has to begin now and then.
  private static final int LONG_POLL_SECONDS = 2;

  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

  private final SqsClient sqs;
  private final Invocable function;
  private final QueueMapping mapping;
  private final Semaphore free;
  private final Thread thread;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean closed;

  QueuePoller(SqsClient sqs, Invocable function, QueueMapping mapping) {
    this.sqs = sqs;
    this.function = function;
    this.mapping = mapping;
    this.free = new Semaphore(mapping.concurrency());
    this.thread = Thread.ofVirtual().name("poll-" + mapping.queueName()).unstarted(this::run);
  }

  @Override
  public void start() {
    thread.start();
  }

  private void run() {
    try {
      String url = sqs.getQueueUrl(get -> get.queueName(mapping.queueName())).queueUrl();
      while (!closed) {
        if (free.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
          dispatch(url, receive(url));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private void dispatch(String url, List<Message> batch) {
    if (batch.isEmpty() || closed) {
      free.release();
      release(url, batch);
    } else {
      threads.execute(() -> process(url, batch));
    }
  }

  /// Fills a batch for as long as its window is open; without a window, one receive.
  private List<Message> receive(String url) throws InterruptedException {
    List<Message> batch = new ArrayList<>(receive(url, LONG_POLL_SECONDS, mapping.batchSize()));
    Instant end = Instant.now().plus(mapping.window());
    while (!batch.isEmpty() && batch.size() < mapping.batchSize() && Instant.now().isBefore(end)) {
      int rest = mapping.batchSize() - batch.size();
      int wait = (int) Math.max(1, Duration.between(Instant.now(), end).toSeconds());
      batch.addAll(receive(url, Math.min(LONG_POLL_SECONDS, wait), rest));
    }
    return batch;
  }

  private List<Message> receive(String url, int waitSeconds, int most) throws InterruptedException {
    try {
      return sqs.receiveMessage(receive ->
              receive
                  .queueUrl(url)
                  .maxNumberOfMessages(Math.min(RECEIVE_LIMIT, most))
                  .waitTimeSeconds(waitSeconds)
                  .messageAttributeNames("All")
                  .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
          .messages();
    } catch (SdkException e) {
      if (!closed) {
        LOG.warn("Cannot receive from {}: {}", mapping.queueName(), e.getMessage());
        Thread.sleep(PAUSE);
      }
      return List.of();
    }
  }

  private void process(String url, List<Message> batch) {
    try {
      List<String> ids = batch.stream().map(Message::messageId).toList();
      Set<String> failed =
          BatchFailures.of(
              function.invoke(Invocation.of(event(batch))), ids, mapping.partialFailures());
      List<DeleteMessageBatchRequestEntry> done =
          batch.stream()
              .filter(message -> !failed.contains(message.messageId()))
              .map(QueuePoller::deletion)
              .toList();
      for (int from = 0; from < done.size(); from += RECEIVE_LIMIT) {
        var some = done.subList(from, Math.min(done.size(), from + RECEIVE_LIMIT));
        sqs.deleteMessageBatch(delete -> delete.queueUrl(url).entries(some));
      }
    } catch (InterruptedException e) {
      release(url, batch);
      Thread.currentThread().interrupt(); // closed
    } catch (SdkException | IllegalStateException e) {
      if (!closed) {
        LOG.warn("Messages of {} will come again: {}", mapping.queueName(), e.getMessage());
      }
    } finally {
      free.release();
    }
  }

  /// Shows messages again whose invocation is cut short, for whoever comes next.
  private void release(String url, List<Message> batch) {
    for (Message message : batch) {
      sqs.changeMessageVisibility(change ->
          change.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
    }
  }

  private static DeleteMessageBatchRequestEntry deletion(Message message) {
    return DeleteMessageBatchRequestEntry.builder()
        .id(message.messageId())
        .receiptHandle(message.receiptHandle())
        .build();
  }

  private String event(List<Message> batch) {
    ObjectNode event = Json.object();
    ArrayNode records = event.putArray("Records");
    batch.forEach(message -> records.add(record(message)));
    return Json.write(event);
  }

  private ObjectNode record(Message message) {
    ObjectNode record = Json.object();
    record
        .put("messageId", message.messageId())
        .put("receiptHandle", message.receiptHandle())
        .put("body", message.body())
        .put("md5OfBody", message.md5OfBody())
        .put("eventSource", "aws:sqs")
        .put("eventSourceARN", mapping.queueArn())
        .put("awsRegion", mapping.region());
    ObjectNode attributes = record.putObject("attributes");
    message.attributesAsStrings().forEach(attributes::put);
    ObjectNode messageAttributes = record.putObject("messageAttributes");
    message
        .messageAttributes()
        .forEach((name, value) -> messageAttributes.set(name, attribute(value)));
    return record;
  }

  private static ObjectNode attribute(MessageAttributeValue value) {
    ObjectNode attribute = Json.object();
    if (value.stringValue() != null) {
      attribute.put("stringValue", value.stringValue());
    }
    if (value.binaryValue() != null) {
      attribute.put("binaryValue", value.binaryValue().asByteArray());
    }
    attribute.putArray("stringListValues");
    attribute.putArray("binaryListValues");
    return attribute.put("dataType", value.dataType());
  }

  /// Waits for the last receive, which could take what is shown again, then cuts the work short.
  @Override
  public void close() {
    closed = true;
    try {
      var _ = thread.join(CLOSE_LIMIT);
      threads.shutdownNow();
      var _ = threads.awaitTermination(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
