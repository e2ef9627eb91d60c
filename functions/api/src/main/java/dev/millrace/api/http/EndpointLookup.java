package dev.millrace.api.http;

import dev.millrace.auth.Caller;
import dev.millrace.auth.Scope;
import dev.millrace.http.ApiProblem;
import dev.millrace.http.HttpRequest;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.EndpointStore;
import java.util.regex.Pattern;

/// Finds the endpoint that a path names.
final class EndpointLookup {
  private static final Pattern ID = Pattern.compile(Endpoint.ID_PREFIX + "[0-9a-z]{1,40}");

  private EndpointLookup() {}

  /// {@return the caller's endpoint}
  ///
  /// @throws ApiProblem 403 without the scope, 404 if the caller has no such endpoint
  static Endpoint find(EndpointStore endpoints, HttpRequest request, Scope scope) {
    Caller caller = request.callerWith(scope);
    String id = id(request);
    return endpoints.find(caller.tenantId(), id).orElseThrow(() -> noEndpoint(id));
  }

  /// {@return the id in the path}
  static String id(HttpRequest request) {
    String id = request.parameter("endpointId");
    if (!ID.matcher(id).matches()) {
      throw noEndpoint(id);
    }
    return id;
  }

  static ApiProblem noEndpoint(String id) {
    return ApiProblem.notFound("There is no webhook endpoint " + id + ".");
  }

  static ApiProblem disabled(String id) {
    return new ApiProblem(
        409,
        "endpoint_disabled",
        "Endpoint disabled",
        "Nothing is sent to " + id + " until it is enabled.");
  }
}
