package dev.millrace.api.http;

import dev.millrace.auth.Caller;
import dev.millrace.auth.Scope;
import dev.millrace.http.ApiProblem;
import dev.millrace.http.BodyFields;
import dev.millrace.http.HttpRequest;
import dev.millrace.http.HttpResponse;
import dev.millrace.http.Router;
import dev.millrace.idempotency.Idempotency;
import dev.millrace.webhook.DeliveryState;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.EndpointStore;
import dev.millrace.webhook.Replay;
import dev.millrace.webhook.ReplayStore;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The routes of replays; the sweeper works them off.
public final class ReplayRoutes {
  private static final String ALL = "/v1/webhook-replays";
  private static final Pattern ID = Pattern.compile(Replay.ID_PREFIX + "[0-9a-z]{1,40}");
  private static final Set<String> STATES = Set.of("DEAD", "DELIVERED");

  private final EndpointStore endpoints;
  private final ReplayStore replays;
  private final Idempotency idempotency;
  private final Clock clock;

  public ReplayRoutes(
      EndpointStore endpoints, ReplayStore replays, Idempotency idempotency, Clock clock) {
    this.endpoints = endpoints;
    this.replays = replays;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  private record ReplayBody(
      String id,
      String endpointId,
      String state,
      Instant from,
      Instant to,
      List<DeliveryState> states,
      long examined,
      long requested,
      Instant requestedAt,
      @Nullable Instant endedAt) {
    static ReplayBody of(Replay replay) {
      return new ReplayBody(
          replay.id(),
          replay.endpointId(),
          replay.endedAt() == null ? "RUNNING" : "ENDED",
          replay.from(),
          replay.to(),
          replay.states().stream().sorted().toList(),
          replay.examined(),
          replay.requested(),
          replay.requestedAt(),
          replay.endedAt());
    }
  }

  /// {@return the router with these routes}
  public Router addTo(Router router) {
    return router
        .route("POST", EndpointRoutes.ONE + ":replay", this::start)
        .route("GET", ALL + "/{replayId}", this::read);
  }

  private HttpResponse start(HttpRequest request) {
    Endpoint endpoint = EndpointLookup.find(endpoints, request, Scope.WEBHOOKS_WRITE);
    if (!endpoint.enabled()) {
      throw EndpointLookup.disabled(endpoint.id());
    }
    return idempotency.once(
        request, endpoint.tenantId(), attempt -> start(endpoint, attempt.id("rpl_"), request));
  }

  private HttpResponse start(Endpoint endpoint, String replayId, HttpRequest request) {
    BodyFields body = request.body().isBlank() ? BodyFields.empty() : BodyFields.of(request);
    Instant now = clock.instant();
    Instant to = body.time("to").orElseGet(() -> TimeRange.after(now));
    Instant from = body.time("from").orElseGet(() -> to.minus(TimeRange.KEPT));
    TimeRange range = TimeRange.within(from, to, now);
    Replay replay =
        body.checked(
            new Replay(
                replayId,
                endpoint.tenantId(),
                endpoint.id(),
                range.from(),
                range.to(),
                states(body),
                null,
                0,
                0,
                now,
                null,
                1));
    replays.create(replay);
    return HttpResponse.json(202, ReplayBody.of(replay))
        .header("location", ALL + "/" + replay.id());
  }

  private static Set<DeliveryState> states(BodyFields body) {
    Set<DeliveryState> states = EnumSet.noneOf(DeliveryState.class);
    for (String word : body.textList("states").orElse(List.of("DEAD"))) {
      if (STATES.contains(word)) {
        states.add(DeliveryState.valueOf(word));
      } else {
        body.problem("states", "must be of DEAD, DELIVERED");
      }
    }
    if (states.isEmpty()) {
      body.problem("states", "must not be empty");
    }
    return states;
  }

  private HttpResponse read(HttpRequest request) {
    Caller caller = request.callerWith(Scope.WEBHOOKS_READ);
    String id = request.parameter("replayId");
    return Optional.of(id)
        .filter(text -> ID.matcher(text).matches())
        .flatMap(text -> replays.find(caller.tenantId(), text))
        .map(replay -> HttpResponse.json(200, ReplayBody.of(replay)))
        .orElseThrow(() -> ApiProblem.notFound("There is no replay " + id + "."));
  }
}
