package dev.millrace.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.local.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Payload format 2.0 of HTTP APIs: requests as events, answers as responses.
///
/// @param apiId the API's id
/// @param accountId the account's id
/// @param domainName the host that callers name
/// @param region the region
record PayloadV2(String apiId, String accountId, String domainName, String region) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Pattern TEXT =
      Pattern.compile(
          "(text/|application/(json|javascript|xml|[\\w.-]+\\+(json|xml))).*",
          Pattern.CASE_INSENSITIVE);

  /// {@return the event for a function}
  ///
  /// @param authorizerContext what the authorizer said of the caller, if it was asked
  String event(GatewayRequest request, Route.Match match, Optional<JsonNode> authorizerContext) {
    ObjectNode event = common(request, match);
    ObjectNode context = context(request, match);
    authorizerContext.ifPresent(lambda -> context.putObject("authorizer").set("lambda", lambda));
    event.set("requestContext", context);
    if (!match.pathParameters().isEmpty()) {
      event.set("pathParameters", Json.tree(match.pathParameters()));
    }
    byte[] body = request.bytes();
    boolean text = request.header("content-type").filter(PayloadV2::isText).isPresent();
    if (body.length > 0) {
      event.put(
          "body",
          text
              ? new String(body, StandardCharsets.UTF_8)
              : Base64.getEncoder().encodeToString(body));
    }
    event.put("isBase64Encoded", body.length > 0 && !text);
    return Json.write(event);
  }

  /// {@return the event for an authorizer}
  ///
  /// @param identity the values of its identity sources
  String authorizerEvent(GatewayRequest request, Route.Match match, List<String> identity) {
    ObjectNode event = common(request, match);
    event.put("type", "REQUEST");
    event.put(
        "routeArn",
        "arn:aws:execute-api:%s:%s:%s/$default/%s%s"
            .formatted(region, accountId, apiId, request.method(), request.path()));
    event.set("identitySource", Json.tree(identity));
    event.set("requestContext", context(request, match));
    event.set("pathParameters", Json.tree(match.pathParameters()));
    return Json.write(event);
  }

  private static ObjectNode common(GatewayRequest request, Route.Match match) {
    ObjectNode event = Json.object();
    event
        .put("version", "2.0")
        .put("routeKey", match.route().key())
        .put("rawPath", request.path())
        .put("rawQueryString", request.query());
    if (!request.cookies().isEmpty()) {
      event.set("cookies", Json.tree(request.cookies()));
    }
    event.set("headers", Json.tree(GatewayRequest.joined(request.headers())));
    Map<String, List<String>> parameters = request.queryParameters();
    if (!parameters.isEmpty()) {
      event.set("queryStringParameters", Json.tree(GatewayRequest.joined(parameters)));
    }
    return event;
  }

  private ObjectNode context(GatewayRequest request, Route.Match match) {
    ObjectNode context = Json.object();
    context
        .put("accountId", accountId)
        .put("apiId", apiId)
        .put("domainName", domainName)
        .put("domainPrefix", apiId);
    context
        .putObject("http")
        .put("method", request.method())
        .put("path", request.path())
        .put("protocol", request.protocol())
        .put("sourceIp", request.sourceIp())
        .put("userAgent", request.header("user-agent").orElse(""));
    return context
        .put("requestId", request.id())
        .put("routeKey", match.route().key())
        .put("stage", "$default")
        .put("time", time(request.time()))
        .put("timeEpoch", request.time().toEpochMilli());
  }

  static String time(Instant instant) {
    return TIME.format(instant);
  }

  /// {@return the response that a function's answer means, if it means one}
  static Optional<GatewayResponse> response(String payload) {
    Optional<JsonNode> answer = Json.find(payload).filter(tree -> !tree.isMissingNode());
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    JsonNode tree = answer.get();
    if (!tree.has("statusCode")) {
      String body = tree.isTextual() ? tree.asText() : payload;
      return Optional.of(GatewayResponse.json(200, body));
    }
    return tree.path("statusCode").canConvertToInt()
        ? Optional.of(
            new GatewayResponse(tree.path("statusCode").asInt(), headers(tree), body(tree)))
        : Optional.empty();
  }

  private static Map<String, List<String>> headers(JsonNode answer) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("content-type", List.of("text/plain;charset=UTF-8"));
    answer
        .path("headers")
        .propertyStream()
        .forEach(header ->
            headers.put(
                header.getKey().toLowerCase(Locale.ROOT), List.of(header.getValue().asText())));
    List<String> cookies = new ArrayList<>();
    answer.path("cookies").forEach(cookie -> cookies.add(cookie.asText()));
    if (!cookies.isEmpty()) {
      headers.put("set-cookie", cookies);
    }
    return headers;
  }

  private static ByteBuffer body(JsonNode answer) {
    String body = answer.path("body").asText("");
    return ByteBuffer.wrap(
        answer.path("isBase64Encoded").asBoolean()
            ? Base64.getDecoder().decode(body)
            : body.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isText(String contentType) {
    return TEXT.matcher(contentType).matches();
  }
}
