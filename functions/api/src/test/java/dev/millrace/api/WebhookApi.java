package dev.millrace.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.millrace.api.core.ChangeEndpoint;
import dev.millrace.api.core.CreateEndpoint;
import dev.millrace.api.core.ListDeliveries;
import dev.millrace.api.core.ReadStatistics;
import dev.millrace.api.core.ResendDelivery;
import dev.millrace.api.core.SendTestEvent;
import dev.millrace.api.http.DeliveryRoutes;
import dev.millrace.api.http.EndpointRoutes;
import dev.millrace.api.http.ReplayRoutes;
import dev.millrace.http.Gate;
import dev.millrace.http.Router;
import dev.millrace.id.Ids;
import dev.millrace.idempotency.Idempotency;
import dev.millrace.lambda.Tracer;
import dev.millrace.lambda.Work;
import dev.millrace.testing.Events;
import dev.millrace.testing.FakeContext;
import dev.millrace.testing.MemoryKeptRequests;
import dev.millrace.testing.MemoryWebhooks;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.OpenApi;
import dev.millrace.testing.WebhookSamples;
import dev.millrace.webhook.guard.AddressGuard;
import dev.millrace.webhook.guard.UrlPolicy;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The routes about webhooks over stores in memory. Every answer is held against the description.
final class WebhookApi {
  static final String ALL = "/v1/webhook-endpoints";
  static final String ONE = ALL + "/{endpointId}";

  final MovableClock clock = MovableClock.inTheNewYear();
  final MemoryWebhooks webhooks = new MemoryWebhooks(clock);
  private final Router router = router();

  /// {@return the answer to a request of the tenant of the samples}
  ///
  /// @param route as the description has it
  /// @param path with its query
  APIGatewayV2HTTPResponse answer(
      String method, String route, String path, @Nullable String body, String scopes) {
    return answer(method, route, path, body, scopes, Map.of());
  }

  /// {@return the answer to a change under an `Idempotency-Key`}
  APIGatewayV2HTTPResponse keyed(String key, String route, String path, @Nullable String body) {
    return answer("POST", route, path, body, "webhooks:write", Map.of("idempotency-key", key));
  }

  private APIGatewayV2HTTPResponse answer(
      String method,
      String route,
      String path,
      @Nullable String body,
      String scopes,
      Map<String, String> headers) {
    APIGatewayV2HTTPEvent event = Events.read("api-status.json", APIGatewayV2HTTPEvent.class);
    event.getRequestContext().getHttp().setMethod(method);
    int query = path.indexOf('?');
    event.setRawPath(query < 0 ? path : path.substring(0, query));
    event.setQueryStringParameters(query < 0 ? Map.of() : parameters(path.substring(query + 1)));
    event.setBody(body);
    Map<String, String> all = new HashMap<>(event.getHeaders());
    all.putAll(headers);
    event.setHeaders(all);
    Map<String, Object> caller = event.getRequestContext().getAuthorizer().getLambda();
    caller.put("scopes", scopes);
    caller.put("tenantId", WebhookSamples.TENANT);
    APIGatewayV2HTTPResponse answer =
        new ApiHandler(router).handleRequest(event, FakeContext.withPlentyOfTime());
    OpenApi.assertDescribed(method, route, answer);
    return answer;
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      parameters.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return parameters;
  }

  private Router router() {
    SecureRandom random = new SecureRandom();
    UrlPolicy policy = new UrlPolicy(new AddressGuard(List.of()), false);
    Idempotency idempotency =
        new Idempotency(new MemoryKeptRequests(), new Ids(clock, random)::next, clock);
    Router all = new Router(new Work(Tracer.NONE), Gate.OPEN);
    new EndpointRoutes(
            webhooks.endpoints,
            new CreateEndpoint(webhooks.endpoints, policy, WebhookSamples.KEYS, random, clock),
            new ChangeEndpoint(
                webhooks.endpoints,
                policy,
                WebhookSamples.KEYS,
                webhooks.circuits,
                webhooks.departures,
                random,
                clock),
            new SendTestEvent(webhooks.events, clock),
            new ReadStatistics(webhooks.tallies),
            webhooks.circuits,
            idempotency,
            clock)
        .addTo(all);
    new DeliveryRoutes(
            webhooks.endpoints,
            webhooks.deliveries,
            webhooks.events,
            new ListDeliveries(webhooks.deliveries),
            new ResendDelivery(
                webhooks.deliveries,
                webhooks.endpoints,
                webhooks.events,
                webhooks.departures,
                clock),
            clock)
        .addTo(all);
    return new ReplayRoutes(webhooks.endpoints, webhooks.replays, idempotency, clock).addTo(all);
  }
}
