package dev.millrace.local.gateway;

import dev.millrace.local.sam.Properties;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// An HTTP API's CORS configuration: the gateway answers preflights, and its headers take the place
/// of the functions' own.
///
/// @param origins who may call, `*` for anyone
/// @param methods which methods pages may use
/// @param headers which headers pages may send
/// @param exposed which headers pages may read
/// @param maxAge how many seconds browsers may remember a preflight
/// @param credentials whether pages may send cookies
record Cors(
    List<String> origins,
    List<String> methods,
    List<String> headers,
    List<String> exposed,
    Optional<String> maxAge,
    boolean credentials) {
  private static final String PREFIX = "access-control-";

  static Optional<Cors> of(Properties api) {
    Properties cors = api.section("CorsConfiguration");
    return cors.values().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Cors(
                cors.texts("AllowOrigins"),
                cors.texts("AllowMethods"),
                cors.texts("AllowHeaders"),
                cors.texts("ExposeHeaders"),
                cors.findText("MaxAge"),
                cors.flag("AllowCredentials")));
  }

  static boolean isPreflight(GatewayRequest request) {
    return request.method().equals("OPTIONS")
        && request.header("origin").isPresent()
        && request.header("access-control-request-method").isPresent();
  }

  /// {@return the answer to a preflight}
  GatewayResponse preflight(GatewayRequest request) {
    Map<String, List<String>> answer = new LinkedHashMap<>();
    allowedOrigin(request)
        .ifPresent(origin -> {
          allow(answer, origin);
          answer.put(PREFIX + "allow-methods", List.of(String.join(",", methods)));
          answer.put(PREFIX + "allow-headers", List.of(String.join(",", headers)));
          maxAge.ifPresent(seconds -> answer.put(PREFIX + "max-age", List.of(seconds)));
        });
    return GatewayResponse.empty(204).with(answer);
  }

  /// {@return the response with this configuration's headers in place of the function's}
  GatewayResponse applied(GatewayRequest request, GatewayResponse response) {
    Map<String, List<String>> answer = new LinkedHashMap<>(response.headers());
    answer.keySet().removeIf(name -> name.startsWith(PREFIX));
    allowedOrigin(request)
        .ifPresent(origin -> {
          allow(answer, origin);
          if (!exposed.isEmpty()) {
            answer.put(PREFIX + "expose-headers", List.of(String.join(",", exposed)));
          }
        });
    return response.with(answer);
  }

  private void allow(Map<String, List<String>> answer, String origin) {
    answer.put(PREFIX + "allow-origin", List.of(origin));
    if (credentials) {
      answer.put(PREFIX + "allow-credentials", List.of("true"));
    }
  }

  private Optional<String> allowedOrigin(GatewayRequest request) {
    return request
        .header("origin")
        .flatMap(origin ->
            origins.contains("*") ? Optional.of("*") : Optional.of(origin).filter(this::isAllowed));
  }

  private boolean isAllowed(String origin) {
    return origins.stream()
        .map(allowed -> allowed.toLowerCase(Locale.ROOT))
        .anyMatch(allowed ->
            allowed.endsWith("://*")
                ? origin.startsWith(allowed.substring(0, allowed.length() - 1))
                : allowed.equals(origin.toLowerCase(Locale.ROOT)));
  }
}
