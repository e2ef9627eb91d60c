package dev.millrace.local.gateway;

import dev.millrace.local.lambda.Invocation;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A request as the gateway sees it.
///
/// @param id the gateway's id of the request
/// @param time when it arrived
/// @param method its method
/// @param path its path as sent
/// @param query its query as sent, empty without one
/// @param headers its headers, names in lower case, in order, cookies apart
/// @param cookies its cookies
/// @param body its body
/// @param protocol such as `HTTP/1.1`
/// @param sourceIp where it came from
public record GatewayRequest(
    String id,
    Instant time,
    String method,
    String path,
    String query,
    Map<String, List<String>> headers,
    List<String> cookies,
    ByteBuffer body,
    String protocol,
    String sourceIp) {

  static final String TRACE_HEADER = "x-amzn-trace-id";

  private static final Pattern TRACE = Pattern.compile("Root=1-[0-9a-f]{8}-[0-9a-f]{24}");

  /// Copies the collections.
  public GatewayRequest {
    headers = new LinkedHashMap<>(headers);
    cookies = List.copyOf(cookies);
  }

  /// {@return the trace that it belongs to, as `Root=…`}
  String trace() {
    return header(TRACE_HEADER)
        .flatMap(header -> TRACE.matcher(header).results().map(MatchResult::group).findFirst())
        .orElseGet(Invocation::newTrace);
  }

  /// {@return a header's values, joined by commas, if it is there}
  Optional<String> header(String lowerCaseName) {
    return Optional.ofNullable(headers.get(lowerCaseName)).map(values -> String.join(",", values));
  }

  /// {@return the decoded parameters of the query, in order}
  Map<String, List<String>> queryParameters() {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String pair : query.isEmpty() ? List.<String>of() : List.of(query.split("&", -1))) {
      String[] parts = pair.split("=", 2);
      parameters
          .computeIfAbsent(decoded(parts[0]), _ -> new ArrayList<>())
          .add(parts.length > 1 ? decoded(parts[1]) : "");
    }
    return parameters;
  }

  /// {@return the bytes of the body}
  byte[] bytes() {
    byte[] bytes = new byte[body.remaining()];
    body.duplicate().get(bytes);
    return bytes;
  }

  /// {@return each name with its values joined by commas}
  static Map<String, String> joined(Map<String, List<String>> values) {
    Function<List<String>, String> join = list -> String.join(",", list);
    Map<String, String> result = new LinkedHashMap<>();
    values.forEach((name, list) -> result.put(name, join.apply(list)));
    return result;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
