package dev.millrace.dispatch.core;

import dev.millrace.dispatch.core.SendResult.Answered;
import dev.millrace.dispatch.core.SendResult.Unanswered;
import dev.millrace.event.WebhookEvent;
import dev.millrace.webhook.Attempt;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryQueue;
import dev.millrace.webhook.DeliveryRequested;
import dev.millrace.webhook.DeliveryState;
import dev.millrace.webhook.DeliveryStore;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.EndpointStore;
import dev.millrace.webhook.EventStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Makes one attempt to deliver an event and decides what follows from it.
///
/// The row is claimed before anything is sent and written after it, both only if nobody else has
/// written it meanwhile. A worker that dies in between leaves a row whose lease ends: the same
/// attempt is made again, so the endpoint may hear of the event twice, under the same id, but a
/// crash is never counted against it.
public final class DeliverWebhook {
  private static final int GONE = 410;
  private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);

  private final DeliveryStore deliveries;
  private final EndpointStore endpoints;
  private final EventStore events;
  private final WebhookSender sender;
  private final DeliveryQueue queue;
  private final RetrySchedule schedule;
  private final Duration lease;
  private final Supplier<String> workerIds;
  private final Clock clock;

  /// @param lease how long an attempt owns its delivery; longer than the sender takes at most
  /// @param workerIds a new one for each attempt, so that nobody takes another's claim for their
  ///   own
  public DeliverWebhook(
      DeliveryStore deliveries,
      EndpointStore endpoints,
      EventStore events,
      WebhookSender sender,
      DeliveryQueue queue,
      RetrySchedule schedule,
      Duration lease,
      Supplier<String> workerIds,
      Clock clock) {
    this.deliveries = deliveries;
    this.endpoints = endpoints;
    this.events = events;
    this.sender = sender;
    this.queue = queue;
    this.schedule = schedule;
    this.lease = lease;
    this.workerIds = workerIds;
    this.clock = clock;
  }

  /// Makes the attempt that a message asks for, unless it is not to be made any more.
  public Outcome attempt(DeliveryRequested request) {
    Instant now = clock.instant();
    return deliveries
        .find(request.deliveryId())
        .filter(delivery -> delivery.awaits(request.attempt(), now))
        .map(delivery -> delivery.claimed(workerIds.get(), now.plus(lease)))
        .filter(deliveries::save)
        .map(claimed -> attempt(claimed, now))
        .orElseGet(Outcome.Superseded::new);
  }

  private Outcome attempt(Delivery claimed, Instant start) {
    SendResult result = send(claimed);
    Instant end = clock.instant();
    Delivery step = after(claimed, result, end);
    Attempt attempt = describe(claimed.attempt(), start, end, result);
    if (!deliveries.save(step, attempt)) {
      return new Outcome.LeaseLost();
    }
    if (step.state() == DeliveryState.PENDING) {
      queue.send(step, end);
    }
    return new Outcome.Attempted(step, attempt);
  }

  private SendResult send(Delivery delivery) {
    Optional<Endpoint> endpoint = endpoints.find(delivery.tenantId(), delivery.endpointId());
    if (endpoint.isEmpty()) {
      return new Unanswered(SendError.ENDPOINT_GONE);
    }
    if (!endpoint.get().enabled()) {
      return new Unanswered(SendError.ENDPOINT_DISABLED);
    }
    Optional<WebhookEvent> event = events.find(delivery.subject(), delivery.eventId());
    return event
        .map(found -> sender.send(endpoint.get(), found))
        .orElseGet(() -> new Unanswered(SendError.EVENT_GONE));
  }

  private Delivery after(Delivery claimed, SendResult result, Instant now) {
    return switch (result) {
      case Answered(int status, _, _) when status / 100 == 2 -> claimed.delivered();
      case Answered(int status, _, _) when status == GONE -> {
        endpoints.disable(claimed.tenantId(), claimed.endpointId(), "gone");
        yield claimed.dead();
      }
      case Answered(int status, _, var asked) ->
          retried(claimed, BUSY.contains(status) ? asked : Optional.empty(), now);
      case Unanswered(SendError error) when error.retriable() ->
          retried(claimed, Optional.empty(), now);
      case Unanswered _ -> claimed.dead();
    };
  }

  private Delivery retried(Delivery claimed, Optional<Duration> asked, Instant now) {
    return schedule
        .after(claimed.attempt(), asked)
        .map(wait -> claimed.retriedAt(now.plus(wait), now))
        .orElseGet(claimed::dead);
  }

  private static Attempt describe(int number, Instant start, Instant end, SendResult result) {
    long millis = Duration.between(start, end).toMillis();
    return switch (result) {
      case Answered(int status, String body, _) ->
          new Attempt(number, start, millis, status, null, body);
      case Unanswered(SendError error) ->
          new Attempt(number, start, millis, null, error.code(), null);
    };
  }
}
