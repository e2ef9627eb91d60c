package dev.millrace.api.http;

import dev.millrace.api.core.CheckReadiness;
import dev.millrace.http.HttpResponse;
import dev.millrace.http.Router;
import java.util.LinkedHashMap;
import java.util.Map;

/// The public routes for those who run the system or write clients for it.
public final class OperationRoutes {
  private static final String OK = "ok";
  private static final String UNAVAILABLE = "unavailable";

  private final CheckReadiness checkReadiness;
  private final String description;

  /// @param description of the API, in OpenAPI's YAML
  public OperationRoutes(CheckReadiness checkReadiness, String description) {
    this.checkReadiness = checkReadiness;
    this.description = description;
  }

  /// {@return the router with these routes}
  public Router addTo(Router router) {
    return router
        .route("GET", "/healthz", request -> HttpResponse.json(200, Map.of("status", OK)))
        .route("GET", "/readyz", request -> readiness())
        .route(
            "GET",
            "/openapi.yaml",
            request -> HttpResponse.text(200, "application/yaml", description));
  }

  private HttpResponse readiness() {
    Map<String, Boolean> answers = checkReadiness.check();
    boolean ready = answers.values().stream().allMatch(answer -> answer);
    Map<String, String> components = new LinkedHashMap<>();
    answers.forEach((component, answer) -> components.put(component, answer ? OK : UNAVAILABLE));
    return HttpResponse.json(
        ready ? 200 : 503, Map.of("status", ready ? OK : UNAVAILABLE, "components", components));
  }
}
