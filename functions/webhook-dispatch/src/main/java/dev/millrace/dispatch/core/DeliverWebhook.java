package dev.millrace.dispatch.core;

import dev.millrace.dispatch.core.SendResult.Answered;
import dev.millrace.dispatch.core.SendResult.Unanswered;
import dev.millrace.webhook.Attempt;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryQueue;
import dev.millrace.webhook.DeliveryRequested;
import dev.millrace.webhook.DeliveryState;
import dev.millrace.webhook.DeliveryStore;
import dev.millrace.webhook.Departures;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.EndpointStore;
import dev.millrace.webhook.EventStore;
import dev.millrace.webhook.Exchange;
import dev.millrace.webhook.Tally;
import dev.millrace.webhook.TallyStore;
import dev.millrace.webhook.circuit.Passage;
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
  private final EndpointGate gate;
  private final WebhookSender sender;
  private final DeliveryQueue queue;
  private final Departures departures;
  private final TallyStore tallies;
  private final RetrySchedule schedule;
  private final Deadline deadline;
  private final Supplier<String> workerIds;
  private final Clock clock;

  /// @param workerIds a new one for each attempt, so that nobody takes another's claim for their
  ///   own
  public DeliverWebhook(
      DeliveryStore deliveries,
      EndpointStore endpoints,
      EventStore events,
      EndpointGate gate,
      WebhookSender sender,
      DeliveryQueue queue,
      Departures departures,
      TallyStore tallies,
      RetrySchedule schedule,
      Deadline deadline,
      Supplier<String> workerIds,
      Clock clock) {
    this.deliveries = deliveries;
    this.endpoints = endpoints;
    this.events = events;
    this.gate = gate;
    this.sender = sender;
    this.queue = queue;
    this.departures = departures;
    this.tallies = tallies;
    this.schedule = schedule;
    this.deadline = deadline;
    this.workerIds = workerIds;
    this.clock = clock;
  }

  /// {@return whether an answer's wish to be left alone for a while is heard}
  static boolean mayAskToWait(int status) {
    return BUSY.contains(status);
  }

  /// Makes the attempt that a message asks for, unless it is not to be made any more, or not yet.
  public Outcome attempt(DeliveryRequested request) {
    Instant now = clock.instant();
    return deliveries
        .find(request.deliveryId())
        .filter(delivery -> delivery.awaits(request.attempt(), now))
        .map(delivery -> attempt(delivery, now))
        .orElseGet(Outcome.Superseded::new);
  }

  private Outcome attempt(Delivery delivery, Instant now) {
    Optional<Endpoint> endpoint = endpoints.find(delivery.tenantId(), delivery.endpointId());
    if (endpoint.isEmpty()) {
      return withoutEndpoint(delivery, SendError.ENDPOINT_GONE, now);
    }
    if (!endpoint.get().enabled()) {
      return withoutEndpoint(delivery, SendError.ENDPOINT_DISABLED, now);
    }
    String worker = workerIds.get();
    Instant until = now.plus(deadline.leaseFor(endpoint.get()));
    Passage passage = gate.enter(delivery, endpoint.get(), worker, until, now);
    return switch (passage) {
      case Passage.Granted() -> claimAndSend(delivery, endpoint.get(), worker, until, now);
      case Passage.Parked(var reason, var look) -> {
        departures.park(delivery, reason, look);
        yield new Outcome.Waiting(delivery, passage);
      }
      case Passage.Paced(var at) -> {
        Delivery paced = delivery.pacedAt(at, now);
        if (deliveries.save(paced)) {
          queue.send(paced, now);
        }
        yield new Outcome.Waiting(delivery, passage);
      }
    };
  }

  private Outcome withoutEndpoint(Delivery delivery, SendError error, Instant now) {
    Attempt attempt = describe(delivery.attempt(), now, now, new Unanswered(error));
    return written(delivery.dead(attempt), attempt);
  }

  private Outcome claimAndSend(
      Delivery delivery, Endpoint endpoint, String worker, Instant until, Instant now) {
    Delivery claimed = delivery.claimed(worker, until);
    if (!deliveries.save(claimed)) {
      gate.leave(endpoint, worker, now);
      return new Outcome.Superseded();
    }
    Optional<SendResult> sent =
        events
            .find(delivery.subject(), delivery.eventId())
            .map(event -> sender.send(endpoint, event));
    Instant end = clock.instant();
    SendResult result = sent.orElseGet(() -> new Unanswered(SendError.EVENT_GONE));
    Attempt attempt = describe(claimed.attempt(), now, end, result);
    Delivery step = after(claimed, endpoint, attempt, result, end);
    Outcome outcome = written(step, attempt);
    if (outcome instanceof Outcome.Attempted && step.state() == DeliveryState.PENDING) {
      queue.send(step, end);
    }
    if (sent.isPresent()) {
      gate.leave(endpoint, worker, result, end);
      tallies.add(endpoint.id(), Tally.of(attempt));
    } else {
      gate.leave(endpoint, worker, end);
    }
    return outcome;
  }

  private Outcome written(Delivery step, Attempt attempt) {
    return deliveries.save(step, attempt)
        ? new Outcome.Attempted(step, attempt)
        : new Outcome.LeaseLost();
  }

  private Delivery after(
      Delivery claimed, Endpoint endpoint, Attempt attempt, SendResult result, Instant now) {
    if (result.accepted()) {
      return claimed.delivered(attempt);
    }
    return switch (result) {
      case Answered(int status, _, _) when status == GONE -> {
        endpoints.disable(claimed.tenantId(), claimed.endpointId(), "gone", now);
        yield claimed.dead(attempt);
      }
      case Answered(int status, var asked, _) ->
          retried(claimed, endpoint, attempt, mayAskToWait(status) ? asked : Optional.empty(), now);
      case Unanswered(SendError error, _) when error.retriable() ->
          retried(claimed, endpoint, attempt, Optional.empty(), now);
      case Unanswered _ -> claimed.dead(attempt);
    };
  }

  private Delivery retried(
      Delivery claimed, Endpoint endpoint, Attempt attempt, Optional<Duration> asked, Instant now) {
    return schedule
        .after(claimed.attemptOfRound(), endpoint.limits().maxRetries(), asked)
        .map(wait -> claimed.retriedAt(attempt, now.plus(wait), now))
        .orElseGet(() -> claimed.dead(attempt));
  }

  private static Attempt describe(int number, Instant start, Instant end, SendResult result) {
    long millis = Duration.between(start, end).toMillis();
    Exchange exchange = result.exchange();
    return switch (result) {
      case Answered(int status, _, _) -> new Attempt(number, start, millis, status, null, exchange);
      case Unanswered(SendError error, _) ->
          new Attempt(number, start, millis, null, error.code(), exchange);
    };
  }
}
