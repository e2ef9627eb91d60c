package dev.millrace.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.local.fixture.FakeFunction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {
  private static final Routes ROUTES =
      routes(
          "$default",
          "ANY /v1/{proxy+}",
          "POST /v1/uploads",
          "GET /v1/uploads/{id}",
          "ANY /v1/uploads/{id}",
          "GET /v1/uploads/latest",
          "GET /healthz");

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/uploads, POST /v1/uploads",
    "GET, /v1/uploads, ANY /v1/{proxy+}",
    "GET, /v1/uploads/up_1, GET /v1/uploads/{id}",
    "PUT, /v1/uploads/up_1, ANY /v1/uploads/{id}",
    "GET, /v1/uploads/latest, GET /v1/uploads/latest",
    "GET, /v1/uploads/up_1/result, ANY /v1/{proxy+}",
    "GET, /healthz, GET /healthz",
    "POST, /healthz, $default",
    "GET, /, $default",
    "GET, /v1, $default",
    "GET, /v1/, $default"
  })
  void takesTheMostSpecificRoute(String method, String path, String expected) {
    assertThat(ROUTES.match(method, path)).map(match -> match.route().key()).contains(expected);
  }

  @Test
  void decodesPathParameters() {
    assertThat(ROUTES.match("GET", "/v1/uploads/a%20b+c").orElseThrow().pathParameters())
        .isEqualTo(Map.of("id", "a b+c"));
    assertThat(ROUTES.match("GET", "/v1/x/y").orElseThrow().pathParameters())
        .isEqualTo(Map.of("proxy", "x/y"));
  }

  @Test
  void findsNothingWithoutADefault() {
    assertThat(routes("GET /healthz").match("GET", "/other")).isEmpty();
  }

  static Routes routes(String... keys) {
    List<Route> routes =
        Stream.of(keys)
            .map(key -> new Route(key, FakeFunction.answering(key), Optional.empty()))
            .toList();
    return new Routes(routes);
  }
}
