package dev.millrace.api.http;

import dev.millrace.api.core.ListDeliveries;
import dev.millrace.api.core.ListDeliveries.Filter;
import dev.millrace.api.core.ResendDelivery;
import dev.millrace.api.core.ResendDelivery.Outcome;
import dev.millrace.auth.Caller;
import dev.millrace.auth.Scope;
import dev.millrace.event.EventType;
import dev.millrace.http.ApiProblem;
import dev.millrace.http.HttpRequest;
import dev.millrace.http.HttpResponse;
import dev.millrace.http.PageRequest;
import dev.millrace.http.Router;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryState;
import dev.millrace.webhook.DeliveryStore;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.EndpointStore;
import dev.millrace.webhook.EventStore;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The routes of deliveries and their attempts.
public final class DeliveryRoutes {
  private static final String ONE = "/v1/deliveries/{deliveryId}";
  private static final Pattern ID = Pattern.compile("dlv_[0-9a-z]{1,40}");

  private final EndpointStore endpoints;
  private final DeliveryStore deliveries;
  private final EventStore events;
  private final ListDeliveries listDeliveries;
  private final ResendDelivery resendDelivery;
  private final Clock clock;

  public DeliveryRoutes(
      EndpointStore endpoints,
      DeliveryStore deliveries,
      EventStore events,
      ListDeliveries listDeliveries,
      ResendDelivery resendDelivery,
      Clock clock) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.events = events;
    this.listDeliveries = listDeliveries;
    this.resendDelivery = resendDelivery;
    this.clock = clock;
  }

  /// {@return the router with these routes}
  public Router addTo(Router router) {
    return router
        .route("GET", EndpointRoutes.ONE + "/deliveries", this::list)
        .route("POST", ONE + ":resend", this::resend)
        .route("GET", ONE, this::read);
  }

  private HttpResponse list(HttpRequest request) {
    Endpoint endpoint = EndpointLookup.find(endpoints, request, Scope.WEBHOOKS_READ);
    PageRequest page = PageRequest.of(request);
    TimeRange range = TimeRange.of(request, clock.instant(), TimeRange.KEPT);
    Filter filter =
        new Filter(
            words(request, "state").stream().map(DeliveryRoutes::state).collect(Collectors.toSet()),
            words(request, "type").stream().map(DeliveryRoutes::type).collect(Collectors.toSet()),
            range.from(),
            range.to());
    return page.answer(
        listDeliveries
            .list(endpoint.id(), filter, page.limit(), page.after())
            .map(DeliveryBody::of));
  }

  private HttpResponse read(HttpRequest request) {
    Delivery delivery = find(request, Scope.WEBHOOKS_READ);
    return HttpResponse.json(
        200,
        DeliveryBody.with(
            delivery,
            deliveries.attempts(delivery.deliveryId()),
            events.find(delivery.subject(), delivery.eventId()).orElse(null)));
  }

  private HttpResponse resend(HttpRequest request) {
    Delivery delivery = find(request, Scope.WEBHOOKS_WRITE);
    return switch (resendDelivery.resend(delivery)) {
      case Outcome.Requested(Delivery requested) ->
          HttpResponse.json(202, DeliveryBody.of(requested));
      case Outcome.InProgress() ->
          throw new ApiProblem(
                  409,
                  "delivery_in_progress",
                  "Delivery in progress",
                  "An attempt is being made at this moment.")
              .withHeader("retry-after", "30");
      case Outcome.NoEndpoint() -> throw EndpointLookup.disabled(delivery.endpointId());
      case Outcome.EventGone() ->
          throw new ApiProblem(
              409, "event_gone", "Event gone", "The event of the delivery is not kept any more.");
    };
  }

  private Delivery find(HttpRequest request, Scope scope) {
    Caller caller = request.callerWith(scope);
    String id = request.parameter("deliveryId");
    return Optional.of(id)
        .filter(text -> ID.matcher(text).matches())
        .flatMap(deliveries::find)
        .filter(delivery -> delivery.tenantId().equals(caller.tenantId()))
        .orElseThrow(() -> ApiProblem.notFound("There is no delivery " + id + "."));
  }

  private static Set<String> words(HttpRequest request, String name) {
    return Arrays.stream(request.query().getOrDefault(name, "").split(","))
        .filter(word -> !word.isBlank())
        .collect(Collectors.toSet());
  }

  private static DeliveryState state(String word) {
    return Arrays.stream(DeliveryState.values())
        .filter(state -> state.name().equals(word))
        .findFirst()
        .orElseThrow(
            () -> ApiProblem.invalidField("state", "must be of PENDING, SENDING, DELIVERED, DEAD"));
  }

  private static String type(String word) {
    return EventType.of(word)
        .map(EventType::wireName)
        .orElseThrow(() -> ApiProblem.invalidField("type", "there is no event type " + word));
  }
}
