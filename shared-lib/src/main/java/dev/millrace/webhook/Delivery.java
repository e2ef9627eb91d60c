package dev.millrace.webhook;

import dev.millrace.event.EventType;
import dev.millrace.event.WebhookEvent;
import dev.millrace.id.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// One event on its way to one endpoint. Its steps return a new value with the step taken, which
/// replaces exactly the version that the step was taken from; whoever comes second comes to
/// nothing.
///
/// @param subject what the event tells of, under which the outbox keeps it
/// @param version one more with each step
/// @param attempt number of the attempt that is to be made or being made, from 1
/// @param owner the worker that makes the attempt
/// @param nextAt when the attempt is to be made
/// @param dueAt when the sweeper takes care of it; null if there is nothing left to do
public record Delivery(
    String deliveryId,
    String tenantId,
    String endpointId,
    String eventId,
    String subject,
    EventType type,
    long version,
    DeliveryState state,
    int attempt,
    @Nullable String owner,
    Instant nextAt,
    @Nullable Instant dueAt,
    Instant createdAt) {
  /// How long a message may take before the sweeper believes that it was lost.
  public static final Duration GRACE = Duration.ofMinutes(2);

  /// How long before its time the sweeper asks for an attempt that no message waits for.
  private static final Duration LEAD = Duration.ofMinutes(1);

  public Delivery {
    nextAt = nextAt.truncatedTo(ChronoUnit.MILLIS);
    dueAt = dueAt == null ? null : dueAt.truncatedTo(ChronoUnit.MILLIS);
  }

  /// {@return the delivery of an event to an endpoint, the same however often it is asked for}
  public static Delivery of(WebhookEvent event, String endpointId, Instant now) {
    return new Delivery(
        Ids.hash("dlv_", event.eventId(), endpointId),
        event.tenantId(),
        endpointId,
        event.eventId(),
        event.subject(),
        event.type(),
        1,
        DeliveryState.PENDING,
        1,
        null,
        now,
        now.plus(GRACE),
        now);
  }

  /// {@return whether a worker may make the attempt: nobody else has made it or is at it}
  public boolean awaits(int wantedAttempt, Instant now) {
    return attempt == wantedAttempt
        && switch (state) {
          case PENDING -> true;
          case SENDING -> overdue(now);
          case DELIVERED, DEAD -> false;
        };
  }

  /// {@return whether the sweeper is to take care of it}
  public boolean overdue(Instant now) {
    return dueAt != null && dueAt.isBefore(now);
  }

  /// {@return this delivery in the hands of a worker, for as long as its lease lasts}
  public Delivery claimed(String worker, Instant leaseUntil) {
    return next(DeliveryState.SENDING, attempt, worker, nextAt, leaseUntil);
  }

  /// {@return this delivery accepted by its endpoint}
  public Delivery delivered() {
    return next(DeliveryState.DELIVERED, attempt, null, nextAt, null);
  }

  /// {@return this delivery given up}
  public Delivery dead() {
    return next(DeliveryState.DEAD, attempt, null, nextAt, null);
  }

  /// {@return this delivery waiting for its next attempt}
  public Delivery retriedAt(Instant time, Instant now) {
    Instant due = DeliveryQueue.reaches(now, time) ? time.plus(GRACE) : time.minus(LEAD);
    return next(DeliveryState.PENDING, attempt + 1, null, time, due);
  }

  /// {@return this delivery asked for once more: the message for it was lost, or not sent yet, or
  /// its worker died. A crash is no refusal, so the attempt stays the same}
  public Delivery requestedAgain(Instant now) {
    Instant time = nextAt.isAfter(now) ? nextAt : now;
    return next(DeliveryState.PENDING, attempt, null, time, time.plus(GRACE));
  }

  /// {@return the message that asks for its attempt}
  public DeliveryRequested request() {
    return new DeliveryRequested(deliveryId, attempt);
  }

  private Delivery next(
      DeliveryState nextState,
      int nextAttempt,
      @Nullable String nextOwner,
      Instant time,
      @Nullable Instant due) {
    return new Delivery(
        deliveryId,
        tenantId,
        endpointId,
        eventId,
        subject,
        type,
        version + 1,
        nextState,
        nextAttempt,
        nextOwner,
        time,
        due,
        createdAt);
  }
}
