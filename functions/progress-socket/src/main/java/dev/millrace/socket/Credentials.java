package dev.millrace.socket;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a request brings that opens a WebSocket: an API key or a token.
///
/// A program sends `Authorization: Bearer …`. A browser cannot; it offers two subprotocols, `new
/// WebSocket(url, ["millrace", token])`, and gets `millrace`. The token is never in the URL, which
/// ends up in logs and histories.
///
/// @param credential the key or token
/// @param responseHeaders what the answer must carry for the client to accept it
record Credentials(String credential, Map<String, String> responseHeaders) {
  private static final String AUTHORIZATION = "authorization";
  private static final String PROTOCOLS = "sec-websocket-protocol";
  private static final String PROTOCOL = "millrace";
  private static final String BEARER = "bearer ";

  /// {@return the credentials that a request brings, if it brings any}
  static Optional<Credentials> of(APIGatewayV2WebSocketEvent event) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    @Nullable Map<String, String> sent = event.getHeaders();
    if (sent != null) {
      headers.putAll(sent);
    }
    return fromAuthorization(headers.getOrDefault(AUTHORIZATION, ""))
        .or(() -> fromProtocols(headers.getOrDefault(PROTOCOLS, "")));
  }

  private static Optional<Credentials> fromAuthorization(String value) {
    return value.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? Optional.of(new Credentials(value.substring(BEARER.length()).strip(), Map.of()))
        : Optional.empty();
  }

  private static Optional<Credentials> fromProtocols(String value) {
    List<String> offered = Arrays.stream(value.split(",")).map(String::strip).toList();
    return offered.size() == 2 && offered.getFirst().equals(PROTOCOL)
        ? Optional.of(new Credentials(offered.getLast(), Map.of(PROTOCOLS, PROTOCOL)))
        : Optional.empty();
  }
}
