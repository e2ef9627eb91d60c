package dev.millrace.webhook.sqs;

import dev.millrace.batch.Together;
import dev.millrace.json.Json;
import dev.millrace.webhook.DeliveryQueue;
import dev.millrace.webhook.DeliveryRequested;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/// The deliveries queue. Messages are grouped by endpoint, so that SQS hands out those of quiet
/// endpoints before the backlog of a busy one (fair queues). What several threads send at the same
/// time goes in one request.
public final class SqsDeliveryQueue implements DeliveryQueue {
  private static final Duration ALMOST_A_SECOND = Duration.ofSeconds(1).minusNanos(1);

  /// What SQS takes in a request.
  private static final int MAX_BATCH = 10;

  private static final int REQUESTS_AT_ONCE = 4;

  private final SqsClient sqs;
  private final String queueUrl;
  private final Together<SendMessageBatchRequestEntry, Optional<BatchResultErrorEntry>> sending;

  public SqsDeliveryQueue(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
    this.sending = new Together<>(MAX_BATCH, REQUESTS_AT_ONCE, this::sendAll);
  }

  @Override
  public void send(DeliveryRequested request, String endpointId, Duration delay) {
    int seconds = Math.toIntExact(delay.plus(ALMOST_A_SECOND).toSeconds());
    SendMessageBatchRequestEntry entry =
        SendMessageBatchRequestEntry.builder()
            .messageBody(Json.write(request))
            .messageGroupId(endpointId)
            .delaySeconds(Math.min(seconds, Math.toIntExact(MAX_DELAY.toSeconds())))
            .build();
    sending
        .call(entry)
        .ifPresent(error -> {
          throw SqsException.builder()
              .message("%s: %s".formatted(error.code(), error.message()))
              .build();
        });
  }

  /// {@return what was amiss with each message}
  private List<Optional<BatchResultErrorEntry>> sendAll(
      List<SendMessageBatchRequestEntry> messages) {
    List<SendMessageBatchRequestEntry> entries =
        IntStream.range(0, messages.size())
            .mapToObj(i -> messages.get(i).toBuilder().id(Integer.toString(i)).build())
            .toList();
    Map<String, BatchResultErrorEntry> failed =
        sqs.sendMessageBatch(batch -> batch.queueUrl(queueUrl).entries(entries)).failed().stream()
            .collect(Collectors.toMap(BatchResultErrorEntry::id, Function.identity()));
    return entries.stream().map(entry -> Optional.ofNullable(failed.get(entry.id()))).toList();
  }
}
