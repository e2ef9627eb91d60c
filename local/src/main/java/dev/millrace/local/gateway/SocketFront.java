package dev.millrace.local.gateway;

import dev.millrace.local.json.Json;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/// Takes WebSocket connections to an API, and its management requests (`@connections`) to the
/// connections.
final class SocketFront extends Handler.Abstract {
  private static final long MESSAGE_LIMIT = 128 * 1024;
  private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(10);

  private final SocketApi api;
  private final ServerWebSocketContainer container;
  private final Map<String, SocketLink> links = new ConcurrentHashMap<>();

  SocketFront(SocketApi api, ServerWebSocketContainer container) {
    this.api = api;
    this.container = container;
    container.setMaxTextMessageSize(MESSAGE_LIMIT);
    container.setIdleTimeout(IDLE_TIMEOUT);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String path = Optional.ofNullable(request.getHttpURI().getPath()).orElse("/");
    String connections = "/" + api.stage() + "/@connections/";
    if (path.startsWith(connections)) {
      String id = URLDecoder.decode(path.substring(connections.length()), StandardCharsets.UTF_8);
      HttpFront.write(manage(id, request), request, response, callback);
    } else if (!path.equals("/" + api.stage()) && !path.equals("/" + api.stage() + "/")) {
      HttpFront.write(GatewayResponse.message(403, "Forbidden"), request, response, callback);
    } else {
      connect(request, response, callback);
    }
    return true;
  }

  private void connect(Request request, Response response, Callback callback)
      throws InterruptedException {
    SocketApi.Connection connection =
        new SocketApi.Connection(
            HttpFront.requestId(), Instant.now(), HttpFront.gatewayRequest(request, new byte[0]));
    SocketLink link = new SocketLink(api, connection, links);
    SocketApi.Welcome welcome = api.connect(connection);
    boolean upgraded =
        welcome.granted()
            && container.upgrade(
                (_, upgrade, _) -> {
                  welcome.protocol().ifPresent(upgrade::setAcceptedSubProtocol);
                  return link;
                },
                request,
                response,
                callback);
    if (!upgraded) {
      int refusal = welcome.granted() ? 426 : welcome.status();
      HttpFront.write(
          GatewayResponse.message(refusal, refusal == 500 ? "Internal server error" : "Forbidden"),
          request,
          response,
          callback);
    }
  }

  /// What a backend asks of a connection.
  private GatewayResponse manage(String id, Request request) throws Exception {
    SocketLink link = links.get(id);
    if (link == null || !link.isOpen()) {
      return GatewayResponse.empty(410).with(Map.of("x-amzn-errortype", List.of("GoneException")));
    }
    return switch (request.getMethod()) {
      case "POST" -> {
        try (InputStream body = Content.Source.asInputStream(request)) {
          link.send(new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
        yield GatewayResponse.empty(200);
      }
      case "GET" ->
          GatewayResponse.json(
              200, Json.write(Map.of("connectedAt", link.connection().since().toString())));
      case "DELETE" -> {
        link.end();
        yield GatewayResponse.empty(204);
      }
      default -> GatewayResponse.message(405, "Method Not Allowed");
    };
  }
}
