package dev.millrace.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.local.gateway.Decision.Allowed;
import dev.millrace.local.gateway.Decision.Denied;
import dev.millrace.local.lambda.Invocation;
import dev.millrace.local.lambda.InvocationResult;
import dev.millrace.local.lambda.InvocationResult.Answered;
import dev.millrace.local.lambda.InvocationResult.Failed;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// An HTTP API: routes, authorizes and calls functions as API Gateway does, with its own words for
/// what goes wrong.
final class HttpApi {
  private static final Duration INTEGRATION_TIMEOUT = Duration.ofSeconds(30);
  private static final GatewayResponse FAULT =
      GatewayResponse.message(500, "Internal Server Error");

  private final Routes routes;
  private final Optional<Cors> cors;
  private final PayloadV2 payload;
  private final Gatekeeper gatekeeper;
  private final ExecutorService threads;
  private final Duration timeout;

  HttpApi(Routes routes, Optional<Cors> cors, PayloadV2 payload, ExecutorService threads) {
    this(routes, cors, payload, threads, INTEGRATION_TIMEOUT);
  }

  HttpApi(
      Routes routes,
      Optional<Cors> cors,
      PayloadV2 payload,
      ExecutorService threads,
      Duration timeout) {
    this.routes = routes;
    this.cors = cors;
    this.payload = payload;
    this.gatekeeper = new Gatekeeper(payload, Clock.systemUTC());
    this.threads = threads;
    this.timeout = timeout;
  }

  GatewayResponse handle(GatewayRequest request) throws InterruptedException {
    GatewayResponse response = answer(request);
    Map<String, List<String>> headers = new LinkedHashMap<>(response.headers());
    headers.put("apigw-requestid", List.of(request.id()));
    GatewayResponse identified = response.with(headers);
    return cors.isPresent() && !Cors.isPreflight(request)
        ? cors.get().applied(request, identified)
        : identified;
  }

  private GatewayResponse answer(GatewayRequest request) throws InterruptedException {
    Optional<Route.Match> match = routes.match(request.method(), request.path());
    boolean preflight = cors.isPresent() && Cors.isPreflight(request);
    if (match.isEmpty()) {
      return preflight ? cors.get().preflight(request) : GatewayResponse.message(404, "Not Found");
    }
    Optional<Authorizer> authorizer = match.get().route().authorizer();
    Optional<JsonNode> context = Optional.empty();
    if (authorizer.isPresent()) {
      switch (gatekeeper.decide(authorizer.get(), request, match.get())) {
        case Denied(int status, String message) -> {
          return GatewayResponse.message(status, message);
        }
        case Allowed(JsonNode caller) -> context = Optional.of(caller);
      }
    }
    return preflight
        ? cors.get().preflight(request)
        : integrate(match.get(), payload.event(request, match.get(), context), request.trace());
  }

  private GatewayResponse integrate(Route.Match match, String event, String trace)
      throws InterruptedException {
    Future<InvocationResult> result =
        threads.submit(() -> match.route().function().invoke(Invocation.of(event, trace)));
    try {
      return switch (result.get(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        case Answered(String answer) -> PayloadV2.response(answer).orElse(FAULT);
        case Failed _ -> FAULT;
      };
    } catch (TimeoutException e) {
      return GatewayResponse.message(503, "Service Unavailable"); // the function works on
    } catch (ExecutionException e) {
      return FAULT;
    }
  }
}
