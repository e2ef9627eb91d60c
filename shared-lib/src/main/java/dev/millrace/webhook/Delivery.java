package dev.millrace.webhook;

import dev.millrace.event.EventType;
import dev.millrace.event.WebhookEvent;
import dev.millrace.id.Ids;
import dev.millrace.webhook.circuit.Parking;
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
/// @param roundStart number of the attempt that the schedule counts from: 1, or higher after the
///   delivery was asked for once more
/// @param owner the worker that makes the attempt
/// @param nextAt when the attempt is to be made
/// @param dueAt when the sweeper takes care of it; null if there is nothing left to do
/// @param parked why it waits without a message; null if it does not
/// @param paced whether `nextAt` was set aside for it under its endpoint's rate
/// @param lastStatus what the endpoint answered last
/// @param lastError why it gave no answer the last time
/// @param replayId the replay that asked for it last
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
    int roundStart,
    @Nullable String owner,
    Instant nextAt,
    @Nullable Instant dueAt,
    @Nullable Parking parked,
    boolean paced,
    @Nullable Integer lastStatus,
    @Nullable String lastError,
    @Nullable String replayId,
    Instant createdAt) {
  /// How long a message may take before the sweeper believes that it was lost.
  public static final Duration GRACE = Duration.ofMinutes(2);

  /// How long a parked delivery may be overlooked before the sweeper asks for it by itself.
  public static final Duration PARKED_GRACE = Duration.ofMinutes(15);

  /// How long before its time the sweeper asks for an attempt that no message waits for.
  private static final Duration LEAD = Duration.ofMinutes(1);

  public Delivery {
    nextAt = nextAt.truncatedTo(ChronoUnit.MILLIS);
    dueAt = dueAt == null ? null : dueAt.truncatedTo(ChronoUnit.MILLIS);
    createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
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
        1,
        null,
        now,
        now.plus(GRACE),
        null,
        false,
        null,
        null,
        null,
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

  /// {@return how many attempts the schedule has seen, the present one included}
  public int attemptOfRound() {
    return attempt - roundStart + 1;
  }

  /// {@return this delivery in the hands of a worker, for as long as its lease lasts}
  public Delivery claimed(String worker, Instant leaseUntil) {
    return step(DeliveryState.SENDING, nextAt, leaseUntil).owner(worker).take();
  }

  /// {@return this delivery accepted by its endpoint}
  public Delivery delivered(Attempt last) {
    return step(DeliveryState.DELIVERED, nextAt, null).last(last).take();
  }

  /// {@return this delivery given up}
  public Delivery dead(Attempt last) {
    return step(DeliveryState.DEAD, nextAt, null).last(last).take();
  }

  /// {@return this delivery waiting for its next attempt}
  public Delivery retriedAt(Attempt last, Instant time, Instant now) {
    return step(DeliveryState.PENDING, time, dueBeside(time, now))
        .last(last)
        .attempt(attempt + 1)
        .take();
  }

  /// {@return this delivery waiting without a message until its endpoint can take it}
  ///
  /// @param look when that is found out at the latest, if nothing is amiss
  public Delivery parked(Parking reason, Instant look) {
    return step(DeliveryState.PENDING, nextAt, look.plus(PARKED_GRACE)).parked(reason).take();
  }

  /// {@return this very step, but without a message}
  Delivery asParked(Parking reason, Instant look) {
    return step(DeliveryState.PENDING, nextAt, look.plus(PARKED_GRACE))
        .parked(reason)
        .version(version)
        .take();
  }

  /// {@return this new delivery, given up before it was ever written}
  Delivery bornDead(String error) {
    return step(DeliveryState.DEAD, nextAt, null).error(error).version(version).take();
  }

  /// {@return this delivery with a time set aside for its attempt}
  public Delivery pacedAt(Instant time, Instant now) {
    return step(DeliveryState.PENDING, time, dueBeside(time, now)).paced().take();
  }

  /// {@return this delivery asked for once more: the message for it was lost, or not sent yet, or
  /// its worker died, or it was parked. None of these is a refusal, so the attempt stays the same}
  public Delivery requestedAgain(Instant now) {
    Instant time = nextAt.isAfter(now) ? nextAt : now;
    return step(DeliveryState.PENDING, time, dueBeside(time, now)).take();
  }

  /// {@return this delivery to be made now, with a schedule that starts anew if it had ended}
  ///
  /// @param replay what asks for it; null if somebody asks for this one alone
  public Delivery resent(@Nullable String replay, Instant now) {
    Step step = step(DeliveryState.PENDING, now, now.plus(GRACE)).replay(replay);
    return state.terminal() ? step.attempt(attempt + 1).round(attempt + 1).take() : step.take();
  }

  /// {@return the message that asks for its attempt}
  public DeliveryRequested request() {
    return new DeliveryRequested(deliveryId, attempt);
  }

  /// {@return when the sweeper must look, given that a message is sent if it reaches the time}
  private static Instant dueBeside(Instant time, Instant now) {
    return DeliveryQueue.reaches(now, time) ? time.plus(GRACE) : time.minus(LEAD);
  }

  private Step step(DeliveryState nextState, Instant time, @Nullable Instant due) {
    return new Step(this, nextState, time, due);
  }

  /// A next version in the making.
  private static final class Step {
    private final Delivery before;
    private final DeliveryState state;
    private final Instant nextAt;
    private final @Nullable Instant dueAt;
    private long version;
    private int attempt;
    private int roundStart;
    private @Nullable String owner;
    private @Nullable Parking parked;
    private boolean paced;
    private @Nullable Integer lastStatus;
    private @Nullable String lastError;
    private @Nullable String replayId;

    private Step(Delivery before, DeliveryState state, Instant nextAt, @Nullable Instant dueAt) {
      this.before = before;
      this.state = state;
      this.nextAt = nextAt;
      this.dueAt = dueAt;
      this.version = before.version + 1;
      this.attempt = before.attempt;
      this.roundStart = before.roundStart;
      this.lastStatus = before.lastStatus;
      this.lastError = before.lastError;
      this.replayId = before.replayId;
    }

    private Step version(long number) {
      version = number;
      return this;
    }

    private Step error(String code) {
      lastError = code;
      return this;
    }

    private Step owner(String worker) {
      owner = worker;
      return this;
    }

    private Step attempt(int number) {
      attempt = number;
      return this;
    }

    private Step round(int number) {
      roundStart = number;
      return this;
    }

    private Step parked(Parking reason) {
      parked = reason;
      return this;
    }

    private Step paced() {
      paced = true;
      return this;
    }

    private Step last(Attempt last) {
      lastStatus = last.status();
      lastError = last.error();
      return this;
    }

    private Step replay(@Nullable String replay) {
      replayId = replay == null ? replayId : replay;
      return this;
    }

    private Delivery take() {
      return new Delivery(
          before.deliveryId,
          before.tenantId,
          before.endpointId,
          before.eventId,
          before.subject,
          before.type,
          version,
          state,
          attempt,
          roundStart,
          owner,
          nextAt,
          dueAt,
          parked,
          paced,
          lastStatus,
          lastError,
          replayId,
          before.createdAt);
    }
  }
}
