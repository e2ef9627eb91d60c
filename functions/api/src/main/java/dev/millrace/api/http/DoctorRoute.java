package dev.millrace.api.http;

import dev.millrace.api.core.Check;
import dev.millrace.api.core.ExamineSystem;
import dev.millrace.api.core.ExamineSystem.Finding;
import dev.millrace.auth.Scope;
import dev.millrace.http.HttpRequest;
import dev.millrace.http.HttpResponse;
import dev.millrace.http.PublicUrl;
import dev.millrace.http.Router;
import dev.millrace.limit.Limit;
import java.util.List;
import java.util.function.Function;

/// `GET /v1/doctor`.
public final class DoctorRoute {
  private final ExamineSystem examineSystem;
  private final PublicUrl publicUrl;
  private final Function<String, Check> apiCheck;

  /// @param publicUrl what callers know this API by
  /// @param apiCheck the check of the API at an address
  public DoctorRoute(
      ExamineSystem examineSystem, PublicUrl publicUrl, Function<String, Check> apiCheck) {
    this.examineSystem = examineSystem;
    this.publicUrl = publicUrl;
    this.apiCheck = apiCheck;
  }

  private record Body(boolean healthy, List<Finding> checks) {}

  /// {@return the router with this route}
  public Router addTo(Router router) {
    return router.route("GET", "/v1/doctor", Limit.WRITES, this::examine);
  }

  private HttpResponse examine(HttpRequest request) {
    request.callerWith(Scope.UPLOADS_READ);
    List<Finding> findings = examineSystem.examine(apiCheck.apply(publicUrl.of(request)));
    return HttpResponse.json(200, new Body(findings.stream().allMatch(Finding::healthy), findings));
  }
}
