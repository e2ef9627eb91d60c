package dev.millrace.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.local.fixture.FakeFunction;
import dev.millrace.local.json.Json;
import dev.millrace.local.lambda.InvocationResult.Answered;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpApiTest {
  private static final Map<String, String> AUTHORIZED = Map.of("authorization", "Bearer key");
  private static final Map<String, String> PREFLIGHT =
      Map.of("origin", "https://app.example", "access-control-request-method", "GET");

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final FakeFunction function =
      FakeFunction.answering(
          Map.of(
              "statusCode",
              200,
              "headers",
              Map.of("access-control-allow-origin", "https://own.example", "x-a", "1"),
              "body",
              "hello"));

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  @Test
  void asksForAnIdentity() throws InterruptedException {
    FakeFunction authorizer = FakeFunction.answering(Map.of("isAuthorized", true));

    GatewayResponse response = api(authorizer).handle(Requests.request("GET", "/x", Map.of()));

    assertThat(response.status()).isEqualTo(401);
    assertThat(text(response)).isEqualTo("{\"message\":\"Unauthorized\"}");
    assertThat(authorizer.events()).isEmpty();
    assertThat(function.events()).isEmpty();
  }

  @Test
  void keepsOutWhomTheAuthorizerDenies() throws InterruptedException {
    GatewayResponse response =
        api(FakeFunction.answering(Map.of("isAuthorized", false)))
            .handle(Requests.request("GET", "/x", AUTHORIZED));

    assertThat(response.status()).isEqualTo(403);
    assertThat(text(response)).isEqualTo("{\"message\":\"Forbidden\"}");
  }

  @Test
  void failsClosedWhenTheAuthorizerBreaks() throws InterruptedException {
    for (FakeFunction broken :
        List.of(FakeFunction.failing(), FakeFunction.answering(Map.of("no", "answer")))) {
      GatewayResponse response = api(broken).handle(Requests.request("GET", "/x", AUTHORIZED));

      assertThat(response.status()).isEqualTo(500);
      assertThat(text(response)).isEqualTo("{\"message\":\"Internal Server Error\"}");
    }
    assertThat(function.events()).isEmpty();
  }

  @Test
  void handsOnWhatTheAuthorizerSaysAndRemembersIt() throws InterruptedException {
    FakeFunction authorizer =
        FakeFunction.answering(Map.of("isAuthorized", true, "context", Map.of("tenantId", "t1")));
    HttpApi api = api(authorizer);

    assertThat(api.handle(Requests.request("GET", "/x", AUTHORIZED)).status()).isEqualTo(200);
    assertThat(api.handle(Requests.request("GET", "/y", AUTHORIZED)).status()).isEqualTo(200);
    assertThat(api.handle(Requests.request("GET", "/x", Map.of("authorization", "other"))).status())
        .isEqualTo(200);

    assertThat(authorizer.events()).hasSize(2);
    assertThat(
            Json.read(function.events().getFirst())
                .at("/requestContext/authorizer/lambda/tenantId")
                .asText())
        .isEqualTo("t1");
  }

  @Test
  void putsItsCorsHeadersInPlaceOfTheFunctions() throws InterruptedException {
    HttpApi api = open("GET /x");

    Map<String, List<String>> allowed =
        api.handle(Requests.request("GET", "/x", Map.of("origin", "https://app.example")))
            .headers();
    Map<String, List<String>> foreign =
        api.handle(Requests.request("GET", "/x", Map.of("origin", "https://evil.example")))
            .headers();

    assertThat(allowed)
        .containsEntry("access-control-allow-origin", List.of("https://app.example"))
        .containsEntry("access-control-expose-headers", List.of("ETag,Location"))
        .containsEntry("access-control-allow-credentials", List.of("true"))
        .containsEntry("x-a", List.of("1"))
        .containsEntry("apigw-requestid", List.of("REQUEST_ID="));
    assertThat(foreign).doesNotContainKey("access-control-allow-origin").containsKey("x-a");
  }

  @Test
  void answersPreflightsItself() throws InterruptedException {
    GatewayResponse response =
        open("OPTIONS /x").handle(Requests.request("OPTIONS", "/x", PREFLIGHT));

    assertThat(response.status()).isEqualTo(204);
    assertThat(response.headers())
        .containsEntry("access-control-allow-origin", List.of("https://app.example"))
        .containsEntry("access-control-allow-methods", List.of("GET,POST"))
        .containsEntry("access-control-allow-headers", List.of("authorization"))
        .containsEntry("access-control-max-age", List.of("600"));
    assertThat(open("GET /y").handle(Requests.request("OPTIONS", "/x", PREFLIGHT)).status())
        .isEqualTo(204);
    assertThat(function.events()).isEmpty();
  }

  @Test
  void sendsAPreflightOfAGuardedRouteToTheAuthorizer() throws InterruptedException {
    FakeFunction authorizer = FakeFunction.answering(Map.of("isAuthorized", true));

    assertThat(api(authorizer).handle(Requests.request("OPTIONS", "/x", PREFLIGHT)).status())
        .isEqualTo(401);
  }

  @Test
  void saysWhenThereIsNoRoute() throws InterruptedException {
    GatewayResponse response = open("GET /x").handle(Requests.request("GET", "/y", Map.of()));

    assertThat(response.status()).isEqualTo(404);
    assertThat(text(response)).isEqualTo("{\"message\":\"Not Found\"}");
  }

  @Test
  void turnsAFunctionsFaultIntoItsOwnWords() throws InterruptedException {
    for (FakeFunction broken :
        List.of(FakeFunction.failing(), new FakeFunction(_ -> new Answered("")))) {
      GatewayResponse response =
          api(new Route("$default", broken, Optional.empty()))
              .handle(Requests.request("GET", "/", Map.of()));

      assertThat(response.status()).isEqualTo(500);
      assertThat(text(response)).isEqualTo("{\"message\":\"Internal Server Error\"}");
    }
  }

  @Test
  void doesNotWaitForeverForAFunction() throws InterruptedException {
    FakeFunction slow =
        new FakeFunction(_ -> {
          try {
            Thread.sleep(5_000);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return new Answered("{}");
        });

    GatewayResponse response =
        api(new Route("$default", slow, Optional.empty()))
            .handle(Requests.request("GET", "/", Map.of()));

    assertThat(response.status()).isEqualTo(503);
    assertThat(text(response)).isEqualTo("{\"message\":\"Service Unavailable\"}");
  }

  private HttpApi open(String key) {
    return api(new Route(key, function, Optional.empty()));
  }

  private HttpApi api(FakeFunction authorizer) {
    return api(
        new Route(
            "$default",
            function,
            Optional.of(
                new Authorizer(authorizer, List.of("authorization"), Duration.ofMinutes(1)))));
  }

  private HttpApi api(Route route) {
    Cors cors =
        new Cors(
            List.of("https://app.example", "http://*"),
            List.of("GET", "POST"),
            List.of("authorization"),
            List.of("ETag", "Location"),
            Optional.of("600"),
            true);
    return new HttpApi(
        new Routes(List.of(route)),
        Optional.of(cors),
        new PayloadV2("front", "1", "localhost", "us-east-1"),
        threads,
        Duration.ofMillis(300));
  }

  private static String text(GatewayResponse response) {
    return StandardCharsets.UTF_8.decode(response.body().duplicate()).toString();
  }
}
