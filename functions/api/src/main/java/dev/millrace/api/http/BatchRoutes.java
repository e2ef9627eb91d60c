package dev.millrace.api.http;

import dev.millrace.auth.Caller;
import dev.millrace.auth.Scope;
import dev.millrace.eta.EstimateTime;
import dev.millrace.http.ApiProblem;
import dev.millrace.http.HttpRequest;
import dev.millrace.http.HttpResponse;
import dev.millrace.http.Router;
import dev.millrace.upload.Batch;
import dev.millrace.upload.BatchStore;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The routes that tell of a batch.
public final class BatchRoutes {
  private final BatchStore batches;
  private final EstimateTime estimate;

  public BatchRoutes(BatchStore batches, EstimateTime estimate) {
    this.batches = batches;
    this.estimate = estimate;
  }

  /// @param terminal whether every upload has ended
  private record Body(
      String id,
      Instant createdAt,
      int total,
      boolean terminal,
      int percent,
      Map<UploadState, Long> states,
      List<UploadBody> items) {}

  /// {@return the router with these routes}
  public Router addTo(Router router) {
    return router.route("GET", "/v1/batches/{batchId}", this::read);
  }

  /// {@return a batch of a tenant}
  ///
  /// @throws ApiProblem 404 if there is none
  static Batch find(BatchStore batches, String tenantId, String batchId) {
    return batches
        .find(tenantId, batchId)
        .orElseThrow(() -> ApiProblem.notFound("There is no batch " + batchId + "."));
  }

  private HttpResponse read(HttpRequest request) {
    Caller caller = request.callerWith(Scope.UPLOADS_READ);
    String batchId = request.parameter("batchId");
    Batch batch = find(batches, caller.tenantId(), batchId);
    List<Upload> uploads = batches.uploads(batch);
    return HttpResponse.json(
        200,
        new Body(
            batchId,
            batch.createdAt(),
            uploads.size(),
            uploads.stream().allMatch(upload -> upload.state().terminal()),
            (int) uploads.stream().mapToInt(Upload::percent).average().orElse(0),
            uploads.stream()
                .collect(Collectors.groupingBy(Upload::state, TreeMap::new, Collectors.counting())),
            uploads.stream()
                .map(upload -> UploadBody.of(upload, estimate.estimate(upload)))
                .toList()));
  }
}
