package dev.millrace.api.http;

import dev.millrace.api.core.ChangeEndpoint;
import dev.millrace.api.core.CreateEndpoint;
import dev.millrace.api.core.EndpointWish;
import dev.millrace.api.core.ReadStatistics;
import dev.millrace.api.core.SendTestEvent;
import dev.millrace.auth.Caller;
import dev.millrace.auth.Scope;
import dev.millrace.http.ApiProblem;
import dev.millrace.http.BodyFields;
import dev.millrace.http.HttpRequest;
import dev.millrace.http.HttpResponse;
import dev.millrace.http.Router;
import dev.millrace.idempotency.Idempotency;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.EndpointStore;
import dev.millrace.webhook.circuit.Circuits;
import dev.millrace.webhook.guard.UrlRefusal;
import dev.millrace.webhook.signing.EndpointSecret;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The routes of webhook endpoints.
public final class EndpointRoutes {
  static final String ALL = "/v1/webhook-endpoints";
  static final String ONE = ALL + "/{endpointId}";

  /// What clients of an earlier system call.
  private static final String AS_BEFORE = "/api/webhooks";

  private static final int DEFAULT_OVERLAP_HOURS = 24;
  private static final int MAX_OVERLAP_HOURS = 168;

  private final EndpointStore endpoints;
  private final CreateEndpoint createEndpoint;
  private final ChangeEndpoint changeEndpoint;
  private final SendTestEvent sendTestEvent;
  private final ReadStatistics readStatistics;
  private final Circuits circuits;
  private final Idempotency idempotency;
  private final Clock clock;

  public EndpointRoutes(
      EndpointStore endpoints,
      CreateEndpoint createEndpoint,
      ChangeEndpoint changeEndpoint,
      SendTestEvent sendTestEvent,
      ReadStatistics readStatistics,
      Circuits circuits,
      Idempotency idempotency,
      Clock clock) {
    this.endpoints = endpoints;
    this.createEndpoint = createEndpoint;
    this.changeEndpoint = changeEndpoint;
    this.sendTestEvent = sendTestEvent;
    this.readStatistics = readStatistics;
    this.circuits = circuits;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /// {@return the router with these routes}
  public Router addTo(Router router) {
    return router
        .route("POST", ALL, this::create)
        .route("POST", AS_BEFORE, this::create)
        .route("GET", ALL, this::list)
        .route("POST", ONE + ":rotate", this::rotate)
        .route("POST", ONE + ":enable", this::enable)
        .route("POST", ONE + ":test", this::test)
        .route("GET", ONE + "/statistics", this::statistics)
        .route("GET", ONE, this::read)
        .route("PATCH", ONE, this::update)
        .route("DELETE", ONE, this::delete);
  }

  private HttpResponse create(HttpRequest request) {
    Caller caller = request.callerWith(Scope.WEBHOOKS_WRITE);
    return idempotency.once(
        request, caller.tenantId(), attempt -> create(caller, attempt.id("ep_"), request));
  }

  private HttpResponse create(Caller caller, String endpointId, HttpRequest request) {
    BodyFields body = BodyFields.of(request);
    EndpointFields fields = new EndpointFields(body);
    EndpointWish wish = fields.create();
    EndpointSecret brought = fields.secret();
    boolean asymmetric = fields.asymmetric();
    body.checked(wish);
    return switch (createEndpoint.create(
        caller.tenantId(), endpointId, wish, brought, asymmetric)) {
      case CreateEndpoint.Outcome.Created(Endpoint endpoint, EndpointSecret secret) ->
          HttpResponse.json(201, EndpointBody.with(endpoint, secret))
              .header("location", ALL + "/" + endpoint.id());
      case CreateEndpoint.Outcome.UrlRefused(UrlRefusal reason) -> throw refused(reason);
      case CreateEndpoint.Outcome.LimitReached() ->
          throw new ApiProblem(
              409,
              "endpoint_limit_reached",
              "Endpoint limit reached",
              "A tenant may have %d endpoints.".formatted(Endpoint.MAX_PER_TENANT));
    };
  }

  private HttpResponse list(HttpRequest request) {
    Caller caller = request.callerWith(Scope.WEBHOOKS_READ);
    List<EndpointBody> items =
        endpoints.ofTenant(caller.tenantId()).stream().map(EndpointBody::of).toList();
    return HttpResponse.json(200, Map.of("items", items));
  }

  private HttpResponse read(HttpRequest request) {
    Endpoint endpoint = EndpointLookup.find(endpoints, request, Scope.WEBHOOKS_READ);
    EndpointBody.CircuitBody circuit =
        EndpointBody.CircuitBody.of(
            circuits.find(endpoint.tenantId(), endpoint.id()), clock.instant());
    return HttpResponse.json(200, EndpointBody.with(endpoint, circuit));
  }

  private HttpResponse update(HttpRequest request) {
    Endpoint endpoint = EndpointLookup.find(endpoints, request, Scope.WEBHOOKS_WRITE);
    BodyFields body = BodyFields.of(request);
    EndpointFields fields = new EndpointFields(body);
    body.checked(fields.update(endpoint));
    return answer(
        endpoint.id(), changeEndpoint.update(endpoint.tenantId(), endpoint.id(), fields::update));
  }

  private HttpResponse delete(HttpRequest request) {
    Caller caller = request.callerWith(Scope.WEBHOOKS_WRITE);
    String id = EndpointLookup.id(request);
    if (!endpoints.remove(caller.tenantId(), id)) {
      throw EndpointLookup.noEndpoint(id);
    }
    return HttpResponse.empty(204);
  }

  private HttpResponse rotate(HttpRequest request) {
    Endpoint endpoint = EndpointLookup.find(endpoints, request, Scope.WEBHOOKS_WRITE);
    return idempotency.once(request, endpoint.tenantId(), _ -> rotate(endpoint, request));
  }

  private HttpResponse rotate(Endpoint endpoint, HttpRequest request) {
    BodyFields body = request.body().isBlank() ? BodyFields.empty() : BodyFields.of(request);
    EndpointSecret brought = new EndpointFields(body).secret();
    int overlap =
        body.wholeNumber("overlapHours", 0, MAX_OVERLAP_HOURS).orElse(DEFAULT_OVERLAP_HOURS);
    return answer(
        endpoint.id(),
        changeEndpoint.rotate(
            endpoint.tenantId(), endpoint.id(), brought, body.checked(Duration.ofHours(overlap))));
  }

  private HttpResponse enable(HttpRequest request) {
    Endpoint endpoint = EndpointLookup.find(endpoints, request, Scope.WEBHOOKS_WRITE);
    return answer(endpoint.id(), changeEndpoint.enable(endpoint.tenantId(), endpoint.id()));
  }

  private HttpResponse test(HttpRequest request) {
    Endpoint endpoint = EndpointLookup.find(endpoints, request, Scope.WEBHOOKS_WRITE);
    if (!endpoint.enabled()) {
      throw EndpointLookup.disabled(endpoint.id());
    }
    return idempotency.once(
        request,
        endpoint.tenantId(),
        attempt -> {
          Delivery delivery = sendTestEvent.send(endpoint, attempt.id("evt_"));
          return HttpResponse.json(
              202, Map.of("deliveryId", delivery.deliveryId(), "eventId", delivery.eventId()));
        });
  }

  private HttpResponse statistics(HttpRequest request) {
    Endpoint endpoint = EndpointLookup.find(endpoints, request, Scope.WEBHOOKS_READ);
    TimeRange range = TimeRange.of(request, clock.instant(), Duration.ofDays(1));
    return HttpResponse.json(
        200,
        StatisticsBody.of(range, readStatistics.read(endpoint.id(), range.from(), range.to())));
  }

  private static HttpResponse answer(String id, ChangeEndpoint.Outcome outcome) {
    return switch (outcome) {
      case ChangeEndpoint.Outcome.Changed(Endpoint endpoint, var secret) ->
          HttpResponse.json(
              200,
              secret
                  .map(shown -> EndpointBody.with(endpoint, shown))
                  .orElseGet(() -> EndpointBody.of(endpoint)));
      case ChangeEndpoint.Outcome.UrlRefused(UrlRefusal reason) -> throw refused(reason);
      case ChangeEndpoint.Outcome.TooManyKeys() ->
          throw new ApiProblem(
              409,
              "too_many_keys",
              "Too many keys",
              "Keys that were replaced still sign; rotate again when some of them have ended, or"
                  + " with an overlap of 0 hours.");
      case ChangeEndpoint.Outcome.NotFound() -> throw EndpointLookup.noEndpoint(id);
    };
  }

  private static ApiProblem refused(UrlRefusal reason) {
    return ApiProblem.invalid("invalid_endpoint_url", reason.sentence())
        .with("reason", reason.code());
  }
}
