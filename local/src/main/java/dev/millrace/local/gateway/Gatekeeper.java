package dev.millrace.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.local.gateway.Decision.Allowed;
import dev.millrace.local.gateway.Decision.Denied;
import dev.millrace.local.json.Json;
import dev.millrace.local.lambda.Invocation;
import dev.millrace.local.lambda.InvocationResult;
import dev.millrace.local.lambda.InvocationResult.Answered;
import dev.millrace.local.lambda.InvocationResult.Failed;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Asks authorizers and keeps their decisions by the caller's identity.
final class Gatekeeper {
  private static final int CACHE_LIMIT = 10_000;

  private record Identity(Authorizer authorizer, List<String> values) {}

  private record Kept(Decision decision, Instant until) {}

  private final PayloadV2 payload;
  private final Clock clock;
  private final Map<Identity, Kept> cache = new ConcurrentHashMap<>();

  Gatekeeper(PayloadV2 payload, Clock clock) {
    this.payload = payload;
    this.clock = clock;
  }

  Decision decide(Authorizer authorizer, GatewayRequest request, Route.Match match)
      throws InterruptedException {
    List<String> values =
        authorizer.headers().stream()
            .flatMap(header -> request.header(header).stream())
            .filter(value -> !value.isBlank())
            .toList();
    if (values.size() < authorizer.headers().size()) {
      return new Denied(401, "Unauthorized");
    }
    Identity identity = new Identity(authorizer, values);
    Instant now = clock.instant();
    Kept kept = cache.get(identity);
    if (kept != null && now.isBefore(kept.until())) {
      return kept.decision();
    }
    String event = payload.authorizerEvent(request, match, values);
    InvocationResult result = authorizer.function().invoke(Invocation.of(event));
    return switch (result) {
      case Failed _ -> new Denied(500, "Internal Server Error");
      case Answered(String answer) ->
          decision(answer)
              .map(decision -> keep(identity, decision, now))
              .orElseGet(() -> new Denied(500, "Internal Server Error"));
    };
  }

  private Decision keep(Identity identity, Decision decision, Instant now) {
    if (!identity.authorizer().ttl().isZero()) {
      if (cache.size() >= CACHE_LIMIT) {
        cache.clear();
      }
      cache.put(identity, new Kept(decision, now.plus(identity.authorizer().ttl())));
    }
    return decision;
  }

  private static Optional<Decision> decision(String answer) {
    return Json.find(answer)
        .map(tree -> tree)
        .filter(tree -> tree.path("isAuthorized").isBoolean())
        .map(tree ->
            tree.path("isAuthorized").asBoolean()
                ? new Allowed(context(tree))
                : new Denied(403, "Forbidden"));
  }

  private static JsonNode context(JsonNode tree) {
    return tree.path("context").isObject() ? tree.path("context") : Json.object();
  }
}
