package dev.millrace.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.auth.ApiKey;
import dev.millrace.auth.AuthorizeCaller;
import dev.millrace.auth.Caller;
import dev.millrace.auth.Decision;
import dev.millrace.auth.TokenVerifier;
import dev.millrace.auth.UploadToken;
import dev.millrace.json.Json;
import dev.millrace.lambda.Tracer;
import dev.millrace.lambda.Work;
import dev.millrace.progress.Connection;
import dev.millrace.socket.core.ListenToUploads;
import dev.millrace.socket.core.OpenConnection;
import dev.millrace.testing.Events;
import dev.millrace.testing.FakeContext;
import dev.millrace.testing.MemoryApiKeys;
import dev.millrace.testing.MemoryConnections;
import dev.millrace.testing.MemoryUploadTokens;
import dev.millrace.testing.MemoryUploads;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.Samples;
import dev.millrace.upload.Kind;
import dev.millrace.upload.UploadRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketHandlerTest {
  private static final String KEY = "mk_example_key_of_acme";
  private static final String JWT = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
  private static final String UPLOAD_TOKEN = UploadToken.text("a".repeat(32), "acme");
  private static final String ID = "Vt5kzcHPoAMCJ2w=";
  private static final UploadRef SAMPLE = new UploadRef("acme", "up_01m83vvae04x7n2v5c0r9w3j6h");

  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryApiKeys keys = new MemoryApiKeys();
  private final MemoryUploadTokens uploadTokens = new MemoryUploadTokens();
  private final TokenVerifier tokens =
      token ->
          token.equals(JWT)
              ? new Decision.Allowed(new Caller("acme", "sub_1", Set.of("uploads:read")))
              : new Decision.Denied(Decision.Cause.BAD_TOKEN);
  private final MemoryConnections connections = new MemoryConnections(clock);
  private final MemoryUploads uploads = new MemoryUploads(clock);
  private final SocketHandler handler =
      new SocketHandler(
          new SocketRoutes(
              new OpenConnection(
                  new AuthorizeCaller(keys::find, tokens), uploadTokens, connections, clock),
              new ListenToUploads(connections, uploads::find),
              connections),
          new Work(Tracer.NONE));

  @BeforeEach
  void keepAKey() {
    keys.save(ApiKey.of(KEY, "key_1", "acme", List.of("uploads:read"), clock.instant()));
  }

  private void keepUploadToken(Duration life) {
    UploadToken.Ref ref = UploadToken.find(UPLOAD_TOKEN).orElseThrow();
    uploadTokens.save(
        new UploadToken(
            ref.tenantId(),
            ref.tokenId(),
            null,
            null,
            Map.of(),
            0,
            clock.instant(),
            clock.instant().plus(life)));
  }

  // $connect

  @Test
  void aBrowserConnectsWithItsKeyAsASubprotocol() {
    APIGatewayV2WebSocketResponse answer = handle(sample("socket-connect"));

    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getHeaders()).containsEntry("sec-websocket-protocol", "millrace");
    assertThat(connections.find(ID))
        .hasValueSatisfying(connection -> {
          assertThat(connection.tenantId()).isEqualTo("acme");
          assertThat(connection.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofHours(2)));
        });
  }

  @Test
  void aProgramConnectsWithAHeader() {
    assertThat(connect(Map.of("authorization", "bearer " + KEY)).getStatusCode()).isEqualTo(200);

    assertThat(connections.find(ID)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer mk_unknown", "Bearer ", "Basic bWs6", KEY, ""})
  void whoeverHasNoKeyStaysOutside(String authorization) {
    assertThat(connect(Map.of("Authorization", authorization)).getStatusCode()).isEqualTo(401);

    assertThat(connections.find(ID)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"millrace", "millrace, mk_unknown", "other, " + KEY, KEY})
  void aSubprotocolWithoutAKeyStaysOutside(String protocols) {
    assertThat(connect(Map.of("Sec-WebSocket-Protocol", protocols)).getStatusCode()).isEqualTo(401);
  }

  @Test
  void aPageConnectsWithTheTokenOfItsUser() {
    assertThat(connect(Map.of("Sec-WebSocket-Protocol", "millrace, " + JWT)).getStatusCode())
        .isEqualTo(200);
    assertThat(connect(Map.of("Sec-WebSocket-Protocol", "millrace, " + JWT + "x")).getStatusCode())
        .isEqualTo(401);
  }

  @Test
  void aPageListensForAsLongAsItsUploadTokenLives() {
    keepUploadToken(Duration.ofMinutes(10));

    APIGatewayV2WebSocketResponse answer =
        connect(Map.of("Sec-WebSocket-Protocol", "millrace, " + UPLOAD_TOKEN));

    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(connections.find(ID))
        .hasValueSatisfying(connection -> {
          assertThat(connection.tenantId()).isEqualTo("acme");
          assertThat(connection.expiresAt())
              .isEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
        });
  }

  @Test
  void anUploadTokenThatHasEndedLetsNobodyIn() {
    Map<String, String> headers = Map.of("Sec-WebSocket-Protocol", "millrace, " + UPLOAD_TOKEN);
    assertThat(connect(headers).getStatusCode()).as("unknown").isEqualTo(401);

    keepUploadToken(Duration.ofMinutes(10));
    clock.advance(Duration.ofMinutes(10));

    assertThat(connect(headers).getStatusCode()).as("over").isEqualTo(401);
  }

  @Test
  void whoeverSendsNoHeadersStaysOutside() {
    APIGatewayV2WebSocketEvent event = sample("socket-connect");
    event.setHeaders(null);

    assertThat(handle(event).getStatusCode()).isEqualTo(401);
  }

  @Test
  void aKeyMustBeAllowedToReadUploads() {
    keys.save(ApiKey.of(KEY, "key_1", "acme", List.of("webhooks:read"), clock.instant()));

    assertThat(connect(Map.of("Authorization", "Bearer " + KEY)).getStatusCode()).isEqualTo(401);
  }

  @Test
  void aKeyThatWasRevokedLetsNobodyIn() {
    ApiKey key = ApiKey.of(KEY, "key_1", "acme", List.of("*"), clock.instant());
    keys.save(
        new ApiKey(
            key.hash(),
            key.keyId(),
            key.shownPrefix(),
            key.tenantId(),
            key.scopes(),
            key.createdAt(),
            clock.instant()));

    assertThat(connect(Map.of("Authorization", "Bearer " + KEY)).getStatusCode()).isEqualTo(401);
  }

  // subscribe

  @Test
  void whoeverSubscribesHearsHowTheUploadStands() {
    uploads.create(Samples.upload(SAMPLE, Kind.PDF, 42, clock.instant()), List.of());
    handle(sample("socket-connect"));

    JsonNode answer = Json.tree(handle(sample("socket-subscribe")).getBody());

    assertThat(answer.get("type").asText()).isEqualTo("subscribed");
    assertThat(answer.at("/uploads/0"))
        .isEqualTo(
            Json.tree(
                """
                {"type": "progress", "uploadId": "up_01m83vvae04x7n2v5c0r9w3j6h",
                 "state": "CREATED", "terminal": false, "stage": "uploading", "percent": 0,
                 "version": 1}
                """));
    assertThat(answer.get("unknown")).isEmpty();
    assertThat(connections.of(SAMPLE)).containsExactly(ID);
  }

  @Test
  void uploadsOfOthersAreUnknown() {
    uploads.create(
        Samples.upload(new UploadRef("stranger", "up_1"), Kind.PDF, 42, clock.instant()),
        List.of());
    handle(sample("socket-connect"));

    JsonNode answer = subscribe("[\"up_1\", \"../up_1\", null]");

    assertThat(answer.get("uploads")).isEmpty();
    assertThat(answer.get("unknown"))
        .extracting(JsonNode::asText)
        .containsExactly("up_1", "../up_1");
    assertThat(connections.of(new UploadRef("stranger", "up_1"))).isEmpty();
  }

  @Test
  void nobodyListensToMoreThanTheyMay() {
    handle(sample("socket-connect"));
    List<String> most =
        IntStream.range(0, Connection.MAX_UPLOADS).mapToObj(i -> "up_" + i).toList();
    assertThat(subscribe(Json.write(most)).get("type").asText()).isEqualTo("subscribed");

    assertThat(subscribe(Json.write(most)).get("type").asText()).isEqualTo("subscribed");
    assertThat(subscribe("[\"up_more\"]").get("code").asText()).isEqualTo("too_many_uploads");
  }

  @Test
  void aConnectionThatHasExpiredHearsNothing() {
    handle(sample("socket-connect"));
    clock.advance(Duration.ofHours(2));

    assertThat(subscribe("[\"up_1\"]").get("code").asText()).isEqualTo("not_connected");
  }

  @Test
  void whatMakesNoSenseIsToldInTheConnection() {
    handle(sample("socket-connect"));
    APIGatewayV2WebSocketEvent nonsense = sample("socket-subscribe");
    nonsense.setBody("{\"uploadIds\": 1}");
    APIGatewayV2WebSocketEvent unknown = sample("socket-subscribe");
    unknown.getRequestContext().setRouteKey("$default");

    assertThat(Json.tree(handle(nonsense).getBody()).get("code").asText())
        .isEqualTo("malformed_json");
    assertThat(Json.tree(handle(unknown).getBody()).get("code").asText())
        .isEqualTo("unknown_action");
    assertThat(Json.tree(handle(message("{\"action\":\"subscribe\"}")).getBody()).get("uploads"))
        .isEmpty();
  }

  // $disconnect

  @Test
  void whoeverLeavesIsForgotten() {
    handle(sample("socket-connect"));
    handle(sample("socket-subscribe"));

    assertThat(handle(sample("socket-disconnect")).getStatusCode()).isEqualTo(200);

    assertThat(connections.find(ID)).isEmpty();
    assertThat(connections.of(SAMPLE)).isEmpty();
    assertThat(handle(sample("socket-disconnect")).getStatusCode()).isEqualTo(200);
  }

  private JsonNode subscribe(String uploadIds) {
    return Json.tree(
        handle(message("{\"action\":\"subscribe\",\"uploadIds\":" + uploadIds + "}")).getBody());
  }

  private static APIGatewayV2WebSocketEvent message(String body) {
    APIGatewayV2WebSocketEvent event = sample("socket-subscribe");
    event.setBody(body);
    return event;
  }

  private APIGatewayV2WebSocketResponse connect(Map<String, String> headers) {
    APIGatewayV2WebSocketEvent event = sample("socket-connect");
    event.setHeaders(headers);
    return handle(event);
  }

  private APIGatewayV2WebSocketResponse handle(APIGatewayV2WebSocketEvent event) {
    return handler.handleRequest(event, FakeContext.withPlentyOfTime());
  }

  private static APIGatewayV2WebSocketEvent sample(String name) {
    return Events.read(name + ".json", APIGatewayV2WebSocketEvent.class);
  }
}
