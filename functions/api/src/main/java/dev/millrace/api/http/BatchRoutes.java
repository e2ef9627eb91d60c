package dev.millrace.api.http;

import dev.millrace.api.core.CombinedImages;
import dev.millrace.api.core.ReadBatchResult;
import dev.millrace.api.core.ReadBatchResult.BatchResult;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The routes that tell of a batch.
public final class BatchRoutes {
  private static final Set<String> IMAGE = Set.of("image");

  private final BatchStore batches;
  private final EstimateTime estimate;
  private final ReadBatchResult readResult;

  public BatchRoutes(BatchStore batches, EstimateTime estimate, ReadBatchResult readResult) {
    this.batches = batches;
    this.estimate = estimate;
    this.readResult = readResult;
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

  /// @param terminal whether every upload has ended
  private record BatchResultBody(
      String batchId,
      boolean terminal,
      List<ResultBody> items,
      @Nullable CombinedImages combined) {}

  /// {@return the router with these routes}
  public Router addTo(Router router) {
    return router
        .route("GET", "/v1/batches/{batchId}", this::read)
        .route("GET", "/v1/batches/{batchId}/result", this::result);
  }

  /// {@return a batch of a tenant}
  ///
  /// @throws ApiProblem 404 if there is none
  static Batch find(BatchStore batches, String tenantId, String batchId) {
    return batches.find(tenantId, batchId).orElseThrow(() -> noBatch(batchId));
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

  private HttpResponse result(HttpRequest request) {
    Caller caller = request.callerWith(Scope.UPLOADS_READ);
    String batchId = request.parameter("batchId");
    BatchResult found =
        readResult
            .read(caller.tenantId(), batchId, WaitSeconds.of(request))
            .orElseThrow(() -> noBatch(batchId));
    HttpResponse answer =
        HttpResponse.json(
            200,
            new BatchResultBody(
                batchId,
                found.terminal(),
                found.results().stream().map(result -> ResultBody.of(result, IMAGE)).toList(),
                found.combined().orElse(null)));
    return found.turnedAway() ? answer.header("retry-after", WaitSeconds.ASK_AGAIN) : answer;
  }

  private static ApiProblem noBatch(String batchId) {
    return ApiProblem.notFound("There is no batch " + batchId + ".");
  }
}
