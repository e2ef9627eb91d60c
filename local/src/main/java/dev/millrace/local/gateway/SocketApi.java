package dev.millrace.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.local.json.Json;
import dev.millrace.local.lambda.Functions;
import dev.millrace.local.lambda.Invocable;
import dev.millrace.local.lambda.Invocation;
import dev.millrace.local.lambda.InvocationResult;
import dev.millrace.local.sam.Properties;
import dev.millrace.local.sam.Resource;
import dev.millrace.local.sam.Surroundings;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A WebSocket API: which function a message goes to, and what that gets.
final class SocketApi {
  static final String CONNECT = "$connect";
  static final String DISCONNECT = "$disconnect";
  private static final String DEFAULT = "$default";
  private static final String BODY = "$request.body.";

  private record Destination(Invocable function, boolean answers) {}

  /// Who is connected.
  ///
  /// @param id the connection's id
  /// @param since when it was opened
  /// @param request the request that opened it
  record Connection(String id, Instant since, GatewayRequest request) {}

  private final String apiId;
  private final String stage;
  private final String domainName;
  private final String selection;
  private final Map<String, Destination> routes = new LinkedHashMap<>();

  SocketApi(Resource api, String domainName, Functions functions) {
    Properties properties = api.properties();
    this.apiId = Surroundings.apiId(api.id());
    this.stage = stage(api);
    this.domainName = domainName;
    this.selection = properties.text("RouteSelectionExpression", BODY + "action");
    Properties declared = properties.section("Routes");
    for (String key : declared.values().keySet()) {
      Properties route = declared.section(key);
      routes.put(
          key,
          new Destination(
              functions.get(route.text("FunctionArn")),
              route.has("RouteResponseSelectionExpression")));
    }
  }

  static String stage(Resource api) {
    return api.properties().text("StageName", "default");
  }

  String stage() {
    return stage;
  }

  /// What the function says to a connection.
  ///
  /// @param status 2xx lets it in
  /// @param protocol the subprotocol that the function has chosen of those offered
  record Welcome(int status, Optional<String> protocol) {
    boolean granted() {
      return status >= 200 && status < 300;
    }
  }

  /// {@return whether the function lets a connection in}
  Welcome connect(Connection connection) throws InterruptedException {
    ObjectNode event = event(connection, CONNECT, "CONNECT");
    GatewayRequest request = connection.request();
    event.set("headers", Json.tree(GatewayRequest.joined(request.headers())));
    event.set("multiValueHeaders", Json.tree(request.headers()));
    Map<String, List<String>> query = request.queryParameters();
    if (!query.isEmpty()) {
      event.set("queryStringParameters", Json.tree(GatewayRequest.joined(query)));
      event.set("multiValueQueryStringParameters", Json.tree(query));
    }
    return call(CONNECT, event)
        .map(SocketApi::welcome)
        .orElseGet(() -> new Welcome(200, Optional.empty()));
  }

  /// {@return what to send back for a message, if anything}
  Optional<String> message(Connection connection, String body) throws InterruptedException {
    String wanted = routeKey(body);
    String key = routes.containsKey(wanted) ? wanted : DEFAULT;
    ObjectNode event = event(connection, key, "MESSAGE");
    ObjectNode context = (ObjectNode) event.path("requestContext");
    context.put("messageId", HttpFront.requestId());
    event.put("body", body);
    Optional<InvocationResult> result = call(key, event);
    if (result.isEmpty()) {
      return Optional.of(refusal("Forbidden", connection, context));
    }
    return switch (result.get()) {
      case InvocationResult.Failed _ ->
          Optional.of(refusal("Internal server error", connection, context));
      case InvocationResult.Answered(String answer) ->
          Optional.ofNullable(routes.get(key))
              .filter(Destination::answers)
              .flatMap(_ -> Json.find(answer))
              .map(tree -> tree.path("body").asText(""))
              .filter(text -> !text.isEmpty());
    };
  }

  /// Tells the function that a connection has ended.
  void disconnect(Connection connection, int status, String reason) throws InterruptedException {
    ObjectNode event = event(connection, DISCONNECT, "DISCONNECT");
    ((ObjectNode) event.path("requestContext"))
        .put("disconnectStatusCode", status)
        .put("disconnectReason", reason);
    var _ = call(DISCONNECT, event);
  }

  private Optional<InvocationResult> call(String key, ObjectNode event)
      throws InterruptedException {
    Destination destination = routes.get(key);
    return destination == null
        ? Optional.empty()
        : Optional.of(destination.function().invoke(Invocation.of(Json.write(event))));
  }

  private static Welcome welcome(InvocationResult result) {
    return switch (result) {
      case InvocationResult.Failed _ -> new Welcome(500, Optional.empty());
      case InvocationResult.Answered(String answer) ->
          Json.find(answer)
              .map(SocketApi::welcome)
              .orElseGet(() -> new Welcome(500, Optional.empty()));
    };
  }

  private static Welcome welcome(JsonNode answer) {
    Optional<String> protocol =
        answer
            .path("headers")
            .propertyStream()
            .filter(header -> header.getKey().equalsIgnoreCase("sec-websocket-protocol"))
            .map(header -> header.getValue().asText())
            .findFirst();
    return new Welcome(answer.path("statusCode").asInt(200), protocol);
  }

  private String routeKey(String body) {
    if (!selection.startsWith(BODY)) {
      return DEFAULT;
    }
    JsonNode node = Json.find(body).orElseGet(Json::object);
    for (String name : List.of(selection.substring(BODY.length()).split("\\.", -1))) {
      node = node.path(name);
    }
    return node.asText(DEFAULT);
  }

  private ObjectNode event(Connection connection, String routeKey, String eventType) {
    Instant now = Instant.now();
    ObjectNode event = Json.object();
    ObjectNode context = event.putObject("requestContext");
    String requestId = HttpFront.requestId();
    context
        .put("routeKey", routeKey)
        .put("eventType", eventType)
        .put("extendedRequestId", requestId)
        .put("requestTime", PayloadV2.time(now))
        .put("messageDirection", "IN")
        .put("stage", stage)
        .put("connectedAt", connection.since().toEpochMilli())
        .put("requestTimeEpoch", now.toEpochMilli())
        .put("requestId", requestId)
        .put("domainName", domainName)
        .put("connectionId", connection.id())
        .put("apiId", apiId);
    context
        .putObject("identity")
        .put("sourceIp", connection.request().sourceIp())
        .put("userAgent", connection.request().header("user-agent").orElse(""));
    return event.put("isBase64Encoded", false);
  }

  private static String refusal(String message, Connection connection, ObjectNode context) {
    return Json.write(
        Json.object()
            .put("message", message)
            .put("connectionId", connection.id())
            .put("requestId", context.path("requestId").asText()));
  }
}
