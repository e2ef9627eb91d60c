package dev.millrace.local.gateway;

import dev.millrace.local.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The gateway's answer.
///
/// @param status the status
/// @param headers the headers, names in lower case, in order
/// @param body the body
public record GatewayResponse(int status, Map<String, List<String>> headers, ByteBuffer body) {

  /// Copies the headers.
  public GatewayResponse {
    headers = new LinkedHashMap<>(headers);
  }

  /// {@return an answer of the gateway itself, in its own words}
  static GatewayResponse message(int status, String message) {
    return json(status, Json.write(Map.of("message", message)));
  }

  /// {@return a JSON answer}
  static GatewayResponse json(int status, String body) {
    return new GatewayResponse(
        status,
        Map.of("content-type", List.of("application/json")),
        ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
  }

  /// {@return an answer without a body}
  static GatewayResponse empty(int status) {
    return new GatewayResponse(status, Map.of(), ByteBuffer.allocate(0));
  }

  /// {@return this answer with other headers}
  GatewayResponse with(Map<String, List<String>> others) {
    return new GatewayResponse(status, others, body);
  }
}
