package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.json.Json;
import dev.millrace.lambda.Tracer;
import dev.millrace.lambda.Work;
import dev.millrace.limit.Limit;
import dev.millrace.limit.RateLimiter;
import dev.millrace.testing.Events;
import dev.millrace.testing.FakeContext;
import dev.millrace.testing.MemoryFlags;
import dev.millrace.testing.MemoryUsage;
import dev.millrace.testing.MovableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateGateTest {
  private static final String PATH = "/v1/uploads";

  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryFlags flags = new MemoryFlags().set(Limit.UPLOADS.quota(), 2);
  private final RateGate gate =
      new RateGate(
          new RateLimiter(new MemoryUsage(), flags.flags(), clock), new ClientAddress(List.of()));
  private final Router router =
      new Router(new Work(Tracer.NONE), gate)
          .route("POST", PATH, Limit.UPLOADS, _ -> HttpResponse.empty(201))
          .route("DELETE", PATH, _ -> refused())
          .route("GET", PATH, _ -> HttpResponse.empty(200));

  @Test
  void everyAnswerTellsWhatIsLeft() {
    APIGatewayV2HTTPResponse answer = send("POST", "192.0.2.1");

    assertThat(answer.getStatusCode()).isEqualTo(201);
    assertThat(answer.getHeaders())
        .containsEntry("ratelimit", "\"uploads\";r=1;t=66")
        .containsEntry("ratelimit-policy", "\"uploads\";q=2;w=60");
  }

  @Test
  void aRefusalTellsWhenToComeBack() {
    send("POST", "192.0.2.1");
    send("POST", "192.0.2.2");
    clock.advance(Duration.ofSeconds(10));

    APIGatewayV2HTTPResponse answer = send("POST", "192.0.2.3");

    assertThat(answer.getStatusCode()).isEqualTo(429);
    assertThat(answer.getHeaders())
        .containsEntry("retry-after", "56")
        .containsEntry("ratelimit", "\"uploads\";r=0;t=56")
        .containsEntry("ratelimit-policy", "\"uploads\";q=2;w=60");
    JsonNode problem = Json.tree(answer.getBody());
    assertThat(problem.path("code").asText()).isEqualTo("rate_limit_exceeded");
    assertThat(problem.path("retryAfterSeconds").asLong()).isEqualTo(56);
    assertThat(problem.path("limit").asText()).isEqualTo("2 requests in 60 seconds");
    clock.advance(Duration.ofSeconds(56));
    assertThat(send("POST", "192.0.2.3").getStatusCode()).isEqualTo(201);
  }

  @Test
  void anAddressIsLimitedWhateverItsKeys() {
    flags.set(Limit.ADDRESS.quota(), 1);
    send("POST", "192.0.2.1");

    assertThat(send("POST", "192.0.2.1").getStatusCode()).isEqualTo(429);
    assertThat(send("POST", "192.0.2.2").getStatusCode()).isEqualTo(201);
  }

  @Test
  void whateverChangesSomethingIsLimited() {
    flags.set(Limit.WRITES.quota(), 1);

    APIGatewayV2HTTPResponse answer = send("DELETE", "192.0.2.1");

    assertThat(answer.getStatusCode()).isEqualTo(409);
    assertThat(answer.getHeaders()).containsEntry("ratelimit", "\"writes\";r=0;t=66");
    assertThat(send("DELETE", "192.0.2.1").getStatusCode()).isEqualTo(429);
  }

  @Test
  void readingIsNotLimitedUnlessItsRouteSaysSo() {
    flags.set(Limit.WRITES.quota(), 0).set(Limit.ADDRESS.quota(), 0);

    assertThat(send("GET", "192.0.2.1").getHeaders()).doesNotContainKey("ratelimit");
  }

  @Test
  void withoutAKeyTheAddressIsLimited() {
    flags.set(Limit.ADDRESS.quota(), 1);
    APIGatewayV2HTTPEvent event = event("POST", "192.0.2.1");
    event.getRequestContext().setAuthorizer(null);

    assertThat(send(event).getHeaders()).containsEntry("ratelimit", "\"address\";r=0;t=66");
    assertThat(send(event).getStatusCode()).isEqualTo(429);
  }

  private static HttpResponse refused() {
    throw new ApiProblem(409, "conflict", "Conflict", "Not now.");
  }

  private APIGatewayV2HTTPResponse send(String method, String address) {
    return send(event(method, address));
  }

  private APIGatewayV2HTTPResponse send(APIGatewayV2HTTPEvent event) {
    return router.handle(event, FakeContext.withPlentyOfTime());
  }

  private static APIGatewayV2HTTPEvent event(String method, String address) {
    APIGatewayV2HTTPEvent event = Events.read("presign-create.json", APIGatewayV2HTTPEvent.class);
    event.getRequestContext().getHttp().setMethod(method);
    event.getRequestContext().getHttp().setSourceIp(address);
    return event;
  }
}
