package dev.millrace.socket;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.millrace.json.Json;
import dev.millrace.json.MalformedJsonException;
import dev.millrace.lambda.LogLine;
import dev.millrace.progress.Connection;
import dev.millrace.progress.ConnectionStore;
import dev.millrace.socket.core.ListenToUploads;
import dev.millrace.socket.core.ListenToUploads.Outcome;
import dev.millrace.socket.core.OpenConnection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The routes of the WebSocket API. What a client did wrong is told in the connection; the
/// connection stays.
final class SocketRoutes {
  private static final int UNAUTHORIZED = 401;

  private final OpenConnection openConnection;
  private final ListenToUploads listenToUploads;
  private final ConnectionStore connections;

  SocketRoutes(
      OpenConnection openConnection, ListenToUploads listenToUploads, ConnectionStore connections) {
    this.openConnection = openConnection;
    this.listenToUploads = listenToUploads;
    this.connections = connections;
  }

  APIGatewayV2WebSocketResponse answer(APIGatewayV2WebSocketEvent event, LogLine line) {
    String connectionId = event.getRequestContext().getConnectionId();
    String route = event.getRequestContext().getRouteKey();
    line.put("connection_id", connectionId).put("route", route);
    return switch (route) {
      case "$connect" -> connect(event, connectionId, line);
      case "$disconnect" -> disconnect(connectionId);
      case "subscribe" -> said(subscribe(event, connectionId));
      default -> said(error("unknown_action", "The only action is subscribe."));
    };
  }

  private APIGatewayV2WebSocketResponse connect(
      APIGatewayV2WebSocketEvent event, String connectionId, LogLine line) {
    Optional<Credentials> credentials = Credentials.of(event);
    Optional<Connection> opened =
        credentials.flatMap(sent -> openConnection.open(connectionId, sent.credential()));
    opened.ifPresentOrElse(
        connection -> line.put("tenant_id", connection.tenantId()),
        () -> line.put("outcome", "refused"));
    APIGatewayV2WebSocketResponse response = response(opened.isPresent() ? 200 : UNAUTHORIZED);
    response.setHeaders(credentials.map(Credentials::responseHeaders).orElse(Map.of()));
    return response;
  }

  private APIGatewayV2WebSocketResponse disconnect(String connectionId) {
    connections.find(connectionId).ifPresent(connections::remove);
    return response(200);
  }

  private Map<String, Object> subscribe(APIGatewayV2WebSocketEvent event, String connectionId) {
    List<String> uploadIds;
    try {
      uploadIds = uploadIds(Json.read(event.getBody(), SocketMessage.class));
    } catch (MalformedJsonException e) {
      return error("malformed_json", "The message is not the JSON expected here.");
    }
    return switch (listenToUploads.listen(connectionId, uploadIds)) {
      case Outcome.Listening(var frames, var unknown) ->
          Map.of("type", "subscribed", "uploads", frames, "unknown", unknown);
      case Outcome.TooMany() ->
          error(
              "too_many_uploads",
              "A connection may listen to %d uploads.".formatted(Connection.MAX_UPLOADS));
      case Outcome.NotConnected() -> error("not_connected", "The connection has expired.");
    };
  }

  private static List<String> uploadIds(SocketMessage message) {
    return message.uploadIds() == null
        ? List.of()
        : message.uploadIds().stream().filter(Objects::nonNull).toList();
  }

  private static Map<String, Object> error(String code, String message) {
    return Map.of("type", "error", "code", code, "message", message);
  }

  private static APIGatewayV2WebSocketResponse said(Map<String, Object> frame) {
    APIGatewayV2WebSocketResponse response = response(200);
    response.setBody(Json.write(frame));
    return response;
  }

  private static APIGatewayV2WebSocketResponse response(int status) {
    APIGatewayV2WebSocketResponse response = new APIGatewayV2WebSocketResponse();
    response.setStatusCode(status);
    return response;
  }
}
