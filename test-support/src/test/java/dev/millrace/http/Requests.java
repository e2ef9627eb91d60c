package dev.millrace.http;

import dev.millrace.auth.Caller;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Requests as routes see them.
final class Requests {
  private Requests() {}

  static HttpRequest get(String path, Map<String, String> query) {
    return request(path, query, Map.of(), "acme", "192.0.2.1");
  }

  static HttpRequest from(String sourceAddress, Map<String, String> headers) {
    return request("/v1/things", Map.of(), headers, "acme", sourceAddress);
  }

  static HttpRequest request(
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      String tenantId,
      String sourceAddress) {
    return new HttpRequest(
        "GET",
        path,
        Map.of(),
        query,
        headers,
        "",
        Optional.of(new Caller(tenantId, "key_1", Set.of("*"))),
        "req_1",
        "api.example",
        sourceAddress);
  }
}
