package dev.millrace.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.local.fixture.FakeFunction;
import dev.millrace.local.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PayloadV2Test {
  private static final PayloadV2 PAYLOAD =
      new PayloadV2("front", "123456789012", "127.0.0.1:3000", "us-east-1");

  private static final Route ROUTE =
      new Route("POST /v1/uploads/{id}", FakeFunction.failing(), Optional.empty());

  @Test
  void writesTheEventAsAwsDoes() throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "application/json");
    headers.put("user-agent", "curl");
    GatewayRequest request =
        Requests.request("POST", "/v1/uploads/up%201?a=1&a=%C3%A4&flag", headers, "{\"x\":\"ü\"}");

    String event =
        PAYLOAD.event(
            request,
            ROUTE.match("POST", request.path()).orElseThrow(),
            Optional.of(Json.object().put("tenantId", "local")));

    assertThat(Json.read(event)).isEqualTo(Json.read(golden("http-event.json")));
  }

  @Test
  void writesTheAuthorizersEventAsAwsDoes() throws IOException {
    GatewayRequest request =
        Requests.request("POST", "/v1/uploads/up_1", Map.of("authorization", "Bearer k"));

    String event =
        PAYLOAD.authorizerEvent(
            request, ROUTE.match("POST", request.path()).orElseThrow(), List.of("Bearer k"));

    assertThat(Json.read(event)).isEqualTo(Json.read(golden("authorizer-event.json")));
  }

  @Test
  void encodesBodiesThatAreNotText() {
    GatewayRequest form =
        Requests.request(
            "POST",
            "/v1/uploads/1",
            Map.of("content-type", "application/x-www-form-urlencoded"),
            "a=1");

    String event =
        PAYLOAD.event(form, ROUTE.match("POST", form.path()).orElseThrow(), Optional.empty());

    assertThat(Json.read(event).path("body").asText()).isEqualTo("YT0x");
    assertThat(Json.read(event).path("isBase64Encoded").asBoolean()).isTrue();
  }

  @Test
  void readsAnswers() {
    GatewayResponse response =
        PayloadV2.response(
                """
                {"statusCode": 201, "headers": {"Content-Type": "text/plain", "X-Count": 3},
                 "cookies": ["a=1", "b=2"], "body": "aGk=", "isBase64Encoded": true}
                """)
            .orElseThrow();

    assertThat(response.status()).isEqualTo(201);
    assertThat(response.headers())
        .isEqualTo(
            Map.of(
                "content-type", List.of("text/plain"),
                "x-count", List.of("3"),
                "set-cookie", List.of("a=1", "b=2")));
    assertThat(text(response)).isEqualTo("hi");
  }

  @Test
  void takesAnAnswerWithoutAStatusForTheBody() {
    assertThat(text(PayloadV2.response("{\"ok\":true}").orElseThrow())).isEqualTo("{\"ok\":true}");
    assertThat(text(PayloadV2.response("\"hello\"").orElseThrow())).isEqualTo("hello");
  }

  @Test
  void refusesAnswersThatMeanNothing() {
    assertThat(PayloadV2.response("")).isEmpty();
    assertThat(PayloadV2.response("{")).isEmpty();
    assertThat(PayloadV2.response("{\"statusCode\":\"many\"}")).isEmpty();
  }

  private static String text(GatewayResponse response) {
    return StandardCharsets.UTF_8.decode(response.body().duplicate()).toString();
  }

  private static String golden(String name) throws IOException {
    try (InputStream file =
        Objects.requireNonNull(PayloadV2Test.class.getResourceAsStream("/golden/" + name))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
