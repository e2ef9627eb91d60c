package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.auth.Scope;
import dev.millrace.json.Json;
import dev.millrace.lambda.Tracer;
import dev.millrace.lambda.Work;
import dev.millrace.testing.FakeContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RouterTest {
  record Body(String name) {}

  private final Router router =
      new Router(new Work(Tracer.NONE), Gate.OPEN)
          .route("GET", "/v1/things", _ -> HttpResponse.json(200, Map.of("all", true)))
          .route("POST", "/v1/things/{id}:copy", r -> echo(r, "copied"))
          .route("GET", "/v1/things/{id}", r -> echo(r, "read"))
          .route("POST", "/v1/things", r -> HttpResponse.json(201, r.json(Body.class)))
          .route("DELETE", "/v1/things/{id}", RouterTest::delete)
          .route("GET", "/broken", _ -> failing());

  @Test
  void findsTheRouteAndItsParameters() {
    assertThat(answer("GET", "/v1/things").getBody()).isEqualTo("{\"all\":true}");
    assertThat(answer("GET", "/v1/things/7").getBody()).isEqualTo("{\"read\":\"7\"}");
    assertThat(answer("POST", "/v1/things/7:copy").getBody()).isEqualTo("{\"copied\":\"7\"}");
  }

  @Test
  void everyAnswerCarriesItsRequestIdAndTheSecurityHeaders() {
    assertThat(answer("GET", "/v1/things").getHeaders())
        .containsEntry("x-request-id", "req_r1")
        .containsEntry("x-content-type-options", "nosniff")
        .containsEntry("cache-control", "no-store")
        .containsKey("strict-transport-security");
  }

  @Test
  void anUnknownPathIsAProblemOf404() {
    APIGatewayV2HTTPResponse response = answer("GET", "/nowhere");

    assertThat(response.getStatusCode()).isEqualTo(404);
    assertThat(response.getHeaders()).containsEntry("content-type", "application/problem+json");
    JsonNode problem = Json.tree(response.getBody());
    assertThat(problem.path("code").asText()).isEqualTo("not_found");
    assertThat(problem.path("requestId").asText()).isEqualTo("req_r1");
    assertThat(problem.path("message")).isEqualTo(problem.path("detail"));
  }

  @Test
  void aWrongMethodTellsTheRightOnes() {
    APIGatewayV2HTTPResponse response = answer("PUT", "/v1/things");

    assertThat(response.getStatusCode()).isEqualTo(405);
    assertThat(response.getHeaders()).containsEntry("allow", "GET, POST");
  }

  @Test
  void aBodyThatIsNoJsonIsAProblemOf400() {
    assertThat(code(send(event("POST", "/v1/things", "{nope")))).isEqualTo("malformed_json");
    assertThat(code(send(event("POST", "/v1/things", null)))).isEqualTo("malformed_json");
  }

  @Test
  void aBase64BodyIsDecoded() {
    APIGatewayV2HTTPEvent event =
        event(
            "POST",
            "/v1/things",
            Base64.getEncoder()
                .encodeToString("{\"name\":\"é\"}".getBytes(StandardCharsets.UTF_8)));
    event.setIsBase64Encoded(true);

    assertThat(send(event).getBody()).isEqualTo("{\"name\":\"é\"}");
  }

  @Test
  void whatGoesWrongInsideStaysInside() {
    APIGatewayV2HTTPResponse response = answer("GET", "/broken");

    assertThat(response.getStatusCode()).isEqualTo(500);
    assertThat(response.getBody()).doesNotContain("secret").contains("internal_error");
  }

  @Test
  void aScopeIsDemandedOfTheCaller() {
    APIGatewayV2HTTPEvent without = event("DELETE", "/v1/things/7", null);
    APIGatewayV2HTTPEvent lacking = as("uploads:read", event("DELETE", "/v1/things/7", null));
    APIGatewayV2HTTPEvent holding =
        as("uploads:read uploads:write", event("DELETE", "/v1/things/7", null));
    APIGatewayV2HTTPEvent all = as("*", event("DELETE", "/v1/things/7", null));

    assertThat(code(send(without))).isEqualTo("insufficient_scope");
    assertThat(code(send(lacking))).isEqualTo("insufficient_scope");
    assertThat(send(holding).getStatusCode()).isEqualTo(204);
    assertThat(send(all).getStatusCode()).isEqualTo(204);
  }

  private static HttpResponse echo(HttpRequest request, String what) {
    return HttpResponse.json(200, Map.of(what, request.parameter("id")));
  }

  private static HttpResponse delete(HttpRequest request) {
    assertThat(request.callerWith(Scope.UPLOADS_WRITE).tenantId()).isEqualTo("acme");
    return HttpResponse.empty(204);
  }

  private static HttpResponse failing() {
    throw new IllegalStateException("the secret of the house");
  }

  private APIGatewayV2HTTPResponse answer(String method, String path) {
    return send(event(method, path, null));
  }

  private APIGatewayV2HTTPResponse send(APIGatewayV2HTTPEvent event) {
    return router.handle(event, FakeContext.withPlentyOfTime());
  }

  private static APIGatewayV2HTTPEvent event(String method, String path, @Nullable String body) {
    APIGatewayV2HTTPEvent.RequestContext.Http http =
        APIGatewayV2HTTPEvent.RequestContext.Http.builder().withMethod(method).build();
    APIGatewayV2HTTPEvent event =
        APIGatewayV2HTTPEvent.builder()
            .withRawPath(path)
            .withRequestContext(
                APIGatewayV2HTTPEvent.RequestContext.builder()
                    .withRequestId("r1")
                    .withDomainName("api.example")
                    .withHttp(http)
                    .build())
            .build();
    if (body != null) {
      event.setBody(body);
    }
    return event;
  }

  private static APIGatewayV2HTTPEvent as(String scopes, APIGatewayV2HTTPEvent event) {
    APIGatewayV2HTTPEvent.RequestContext.Authorizer authorizer =
        new APIGatewayV2HTTPEvent.RequestContext.Authorizer();
    authorizer.setLambda(Map.of("tenantId", "acme", "keyId", "key_1", "scopes", scopes));
    event.getRequestContext().setAuthorizer(authorizer);
    return event;
  }

  private static String code(APIGatewayV2HTTPResponse response) {
    return Json.tree(response.getBody()).path("code").asText();
  }
}
