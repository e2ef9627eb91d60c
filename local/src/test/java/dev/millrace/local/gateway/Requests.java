package dev.millrace.local.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Requests for tests.
final class Requests {
  private Requests() {}

  static GatewayRequest request(String method, String target, Map<String, String> headers) {
    return request(method, target, headers, "");
  }

  static GatewayRequest request(
      String method, String target, Map<String, String> headers, String body) {
    String[] parts = target.split("\\?", 2);
    Map<String, List<String>> lists = new LinkedHashMap<>();
    headers.forEach((name, value) -> lists.put(name, List.of(value)));
    return new GatewayRequest(
        "REQUEST_ID=",
        Instant.parse("2026-11-23T14:03:58Z"),
        method,
        parts[0],
        parts.length > 1 ? parts[1] : "",
        lists,
        List.of("theme=dark", "session=1"),
        ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)),
        "HTTP/1.1",
        "127.0.0.1");
  }
}
