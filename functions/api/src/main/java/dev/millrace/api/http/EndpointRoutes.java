package dev.millrace.api.http;

import dev.millrace.api.core.CreateEndpoint;
import dev.millrace.api.core.CreateEndpoint.Outcome;
import dev.millrace.auth.Caller;
import dev.millrace.auth.Scope;
import dev.millrace.http.ApiProblem;
import dev.millrace.http.HttpRequest;
import dev.millrace.http.HttpResponse;
import dev.millrace.http.Router;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.EndpointStore;
import dev.millrace.webhook.UrlRefusal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The routes of webhook endpoints.
public final class EndpointRoutes {
  private static final String ALL = "/v1/webhook-endpoints";
  private static final String ONE = ALL + "/{endpointId}";
  private static final Pattern ID = Pattern.compile(Endpoint.ID_PREFIX + "[0-9a-z]{1,40}");

  private final CreateEndpoint createEndpoint;
  private final EndpointStore endpoints;

  public EndpointRoutes(CreateEndpoint createEndpoint, EndpointStore endpoints) {
    this.createEndpoint = createEndpoint;
    this.endpoints = endpoints;
  }

  /// {@return the router with these routes}
  public Router addTo(Router router) {
    return router
        .route("POST", ALL, this::create)
        .route("GET", ALL, this::list)
        .route("GET", ONE, this::read)
        .route("DELETE", ONE, this::delete);
  }

  private HttpResponse create(HttpRequest request) {
    Caller caller = request.callerWith(Scope.WEBHOOKS_WRITE);
    NewEndpointBody.Wanted wanted = request.json(NewEndpointBody.class).checked();
    Outcome outcome =
        createEndpoint.create(
            caller.tenantId(), wanted.url(), wanted.eventTypes(), wanted.description());
    return switch (outcome) {
      case Outcome.Created(Endpoint endpoint) ->
          HttpResponse.json(201, EndpointBody.withSecret(endpoint))
              .header("location", ALL + "/" + endpoint.id());
      case Outcome.UrlRefused(UrlRefusal reason) ->
          throw ApiProblem.invalid("invalid_endpoint_url", reason.sentence())
              .with("reason", reason.code());
      case Outcome.LimitReached() ->
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
    Caller caller = request.callerWith(Scope.WEBHOOKS_READ);
    String id = endpointId(request);
    return endpoints
        .find(caller.tenantId(), id)
        .map(endpoint -> HttpResponse.json(200, EndpointBody.of(endpoint)))
        .orElseThrow(() -> noEndpoint(id));
  }

  private HttpResponse delete(HttpRequest request) {
    Caller caller = request.callerWith(Scope.WEBHOOKS_WRITE);
    String id = endpointId(request);
    if (!endpoints.remove(caller.tenantId(), id)) {
      throw noEndpoint(id);
    }
    return HttpResponse.empty(204);
  }

  private static String endpointId(HttpRequest request) {
    String id = request.parameter("endpointId");
    if (!ID.matcher(id).matches()) {
      throw noEndpoint(id);
    }
    return id;
  }

  private static ApiProblem noEndpoint(String id) {
    return ApiProblem.notFound("There is no webhook endpoint " + id + ".");
  }
}
