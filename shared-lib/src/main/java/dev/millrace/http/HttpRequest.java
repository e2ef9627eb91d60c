package dev.millrace.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.millrace.auth.Caller;
import dev.millrace.auth.Scope;
import dev.millrace.json.Json;
import dev.millrace.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A request as a route sees it.
///
/// @param parameters what the route's pattern took out of the path
/// @param headers names in lower case
/// @param caller whom the request acts for; absent on public routes
/// @param sourceAddress from where the gateway was called: the client's, or its proxy's
public record HttpRequest(
    String method,
    String path,
    Map<String, String> parameters,
    Map<String, String> query,
    Map<String, String> headers,
    String body,
    Optional<Caller> caller,
    String requestId,
    String domainName,
    String sourceAddress) {

  /// {@return the request of an API Gateway event}
  public static HttpRequest of(APIGatewayV2HTTPEvent event) {
    APIGatewayV2HTTPEvent.RequestContext context = event.getRequestContext();
    return new HttpRequest(
        context.getHttp().getMethod(),
        event.getRawPath(),
        Map.of(),
        orEmpty(event.getQueryStringParameters()),
        orEmpty(event.getHeaders()),
        text(event.getBody(), event.getIsBase64Encoded()),
        caller(context.getAuthorizer()),
        "req_" + context.getRequestId(),
        String.valueOf(context.getDomainName()),
        String.valueOf(context.getHttp().getSourceIp()));
  }

  /// {@return a parameter of the path}
  public String parameter(String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no parameter " + name);
    }
    return value;
  }

  /// {@return the caller, who must hold the scope}
  ///
  /// @throws ApiProblem 403 if the caller does not
  public Caller callerWith(Scope scope) {
    return caller
        .filter(c -> c.may(scope))
        .orElseThrow(() ->
            new ApiProblem(
                403,
                "insufficient_scope",
                "Not allowed",
                "This needs the scope " + scope.wireName() + "."));
  }

  /// {@return the body as a value of the given type}
  ///
  /// @throws ApiProblem 400 if it is not
  public <T> T json(Class<T> type) {
    try {
      return Json.read(body, type);
    } catch (MalformedJsonException e) {
      throw ApiProblem.invalid("malformed_json", "The body is not the JSON expected here.");
    }
  }

  HttpRequest with(Map<String, String> pathParameters) {
    return new HttpRequest(
        method,
        path,
        pathParameters,
        query,
        headers,
        body,
        caller,
        requestId,
        domainName,
        sourceAddress);
  }

  private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
    return map == null ? Map.of() : Map.copyOf(map);
  }

  private static String text(@Nullable String body, boolean base64) {
    if (body == null) {
      return "";
    }
    return base64 ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8) : body;
  }

  private static Optional<Caller> caller(
      APIGatewayV2HTTPEvent.RequestContext.@Nullable Authorizer authorizer) {
    if (authorizer == null || authorizer.getLambda() == null) {
      return Optional.empty();
    }
    Map<String, Object> context = authorizer.getLambda();
    Object tenantId = context.get("tenantId");
    if (tenantId == null) {
      return Optional.empty();
    }
    Set<String> scopes =
        Arrays.stream(String.valueOf(context.getOrDefault("scopes", "")).split(" "))
            .filter(scope -> !scope.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    return Optional.of(
        new Caller(tenantId.toString(), String.valueOf(context.get("keyId")), scopes));
  }
}
