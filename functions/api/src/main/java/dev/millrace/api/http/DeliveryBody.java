package dev.millrace.api.http;

import dev.millrace.event.EventType;
import dev.millrace.event.WebhookEvent;
import dev.millrace.webhook.Attempt;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryState;
import dev.millrace.webhook.circuit.Parking;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A delivery; `docs/openapi.yaml` tells what the fields mean.
///
/// @param attempts only where one delivery is read
record DeliveryBody(
    String id,
    String endpointId,
    String eventId,
    EventType type,
    @Nullable String uploadId,
    DeliveryState state,
    int attempt,
    @Nullable Instant nextAttemptAt,
    @Nullable Parking waitsFor,
    @Nullable Integer lastStatus,
    @Nullable String lastError,
    @Nullable String replayId,
    Instant createdAt,
    @Nullable List<AttemptBody> attempts) {

  /// One try.
  record AttemptBody(
      int number,
      Instant at,
      long durationMillis,
      @Nullable Long headersMillis,
      @Nullable Integer status,
      @Nullable String error,
      Message request,
      Message response) {
    static AttemptBody of(Attempt attempt, @Nullable String sent) {
      return new AttemptBody(
          attempt.number(),
          attempt.at(),
          attempt.durationMillis(),
          attempt.exchange().headersMillis(),
          attempt.status(),
          attempt.error(),
          new Message(attempt.exchange().requestHeaders(), sent),
          new Message(attempt.exchange().responseHeaders(), attempt.exchange().responseBody()));
    }
  }

  /// What went over the line in one direction.
  record Message(Map<String, String> headers, @Nullable String body) {}

  static DeliveryBody of(Delivery delivery) {
    return of(delivery, null);
  }

  /// @param event whose body was sent; null if it is not kept any more
  static DeliveryBody with(
      Delivery delivery, List<Attempt> attempts, @Nullable WebhookEvent event) {
    String sent = event == null ? null : event.body();
    return of(delivery, attempts.stream().map(made -> AttemptBody.of(made, sent)).toList());
  }

  private static DeliveryBody of(Delivery delivery, @Nullable List<AttemptBody> attempts) {
    boolean waits = delivery.state() == DeliveryState.PENDING;
    return new DeliveryBody(
        delivery.deliveryId(),
        delivery.endpointId(),
        delivery.eventId(),
        delivery.type(),
        uploadId(delivery.subject()),
        delivery.state(),
        delivery.attempt(),
        waits && delivery.parked() == null ? delivery.nextAt() : null,
        delivery.parked(),
        delivery.lastStatus(),
        delivery.lastError(),
        delivery.replayId(),
        delivery.createdAt(),
        attempts);
  }

  private static @Nullable String uploadId(String subject) {
    int start = subject.indexOf("#U#");
    return start < 0 ? null : subject.substring(start + "#U#".length());
  }
}
