package dev.millrace.api.http;

import dev.millrace.api.core.UploadsOfBatch;
import dev.millrace.auth.Caller;
import dev.millrace.auth.Scope;
import dev.millrace.eta.EstimateTime;
import dev.millrace.http.ApiProblem;
import dev.millrace.http.HttpRequest;
import dev.millrace.http.HttpResponse;
import dev.millrace.http.PageRequest;
import dev.millrace.http.Router;
import dev.millrace.page.Page;
import dev.millrace.upload.BatchStore;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadList;
import dev.millrace.upload.UploadState;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/// `GET /v1/uploads`.
public final class UploadListRoutes {
  private static final String STATE = "state";

  private final UploadList uploads;
  private final BatchStore batches;
  private final EstimateTime estimate;

  public UploadListRoutes(UploadList uploads, BatchStore batches, EstimateTime estimate) {
    this.uploads = uploads;
    this.batches = batches;
    this.estimate = estimate;
  }

  /// {@return the router with this route}
  public Router addTo(Router router) {
    return router.route("GET", "/v1/uploads", this::list);
  }

  private HttpResponse list(HttpRequest request) {
    Caller caller = request.callerWith(Scope.UPLOADS_READ);
    PageRequest wanted = PageRequest.of(request);
    Page<Upload> page =
        uploads(request, caller.tenantId())
            .list(caller.tenantId(), states(request), wanted.limit(), wanted.after());
    return wanted.answer(page.map(upload -> UploadBody.of(upload, estimate.estimate(upload))));
  }

  /// {@return the uploads that are wanted: those of a batch, or all}
  private UploadList uploads(HttpRequest request, String tenantId) {
    String batchId = request.query().get("batchId");
    return batchId == null
        ? uploads
        : new UploadsOfBatch(batches, BatchRoutes.find(batches, tenantId, batchId));
  }

  /// {@return the states that are wanted: those named, or all but of what was deleted}
  private static Set<UploadState> states(HttpRequest request) {
    String names = request.query().get(STATE);
    return names == null
        ? EnumSet.complementOf(EnumSet.of(UploadState.DELETED))
        : Arrays.stream(names.split(",", -1))
            .map(UploadListRoutes::state)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(UploadState.class)));
  }

  private static UploadState state(String name) {
    return Arrays.stream(UploadState.values())
        .filter(state -> state.name().equals(name))
        .findFirst()
        .orElseThrow(() -> ApiProblem.invalidField(STATE, "must name states, joined by commas"));
  }
}
