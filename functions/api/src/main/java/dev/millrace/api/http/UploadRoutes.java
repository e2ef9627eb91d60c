package dev.millrace.api.http;

import dev.millrace.api.core.DownloadOriginal;
import dev.millrace.api.core.TemporaryLink;
import dev.millrace.api.core.WatchUpload;
import dev.millrace.api.core.WatchUpload.Watched;
import dev.millrace.auth.Scope;
import dev.millrace.eta.EstimateTime;
import dev.millrace.http.ApiProblem;
import dev.millrace.http.HttpRequest;
import dev.millrace.http.HttpResponse;
import dev.millrace.http.Router;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import java.time.Duration;
import java.util.Set;

/// The routes that tell of an upload.
public final class UploadRoutes {

  private final WatchUpload watchUpload;
  private final DownloadOriginal downloadOriginal;
  private final EstimateTime estimate;

  public UploadRoutes(
      WatchUpload watchUpload, DownloadOriginal downloadOriginal, EstimateTime estimate) {
    this.watchUpload = watchUpload;
    this.downloadOriginal = downloadOriginal;
    this.estimate = estimate;
  }

  /// {@return the router with these routes}
  public Router addTo(Router router) {
    return router
        .route("GET", UploadPath.ONE, this::status)
        .route("GET", UploadPath.ONE + "/original", this::original)
        .route("GET", "/upload-status/{uploadId}", this::earlierStatus);
  }

  private HttpResponse status(HttpRequest request) {
    UploadRef ref = UploadPath.upload(request, Scope.UPLOADS_READ);
    Set<Long> seen = VersionTags.in(request.headers().getOrDefault("if-none-match", ""));
    Watched watched = watch(ref, seen, WaitSeconds.of(request));
    Upload upload = watched.upload();
    HttpResponse answer =
        seen.contains(upload.version())
            ? HttpResponse.empty(304)
            : HttpResponse.json(200, UploadBody.of(upload, estimate.estimate(upload)));
    answer.header("etag", VersionTags.of(upload.version()));
    return watched.turnedAway() ? answer.header("retry-after", WaitSeconds.ASK_AGAIN) : answer;
  }

  private HttpResponse earlierStatus(HttpRequest request) {
    UploadRef ref = UploadPath.upload(request, Scope.UPLOADS_READ);
    Upload upload = watch(ref, Set.of(), Duration.ZERO).upload();
    return HttpResponse.json(200, EarlierStatus.of(upload, estimate.estimate(upload)));
  }

  private Watched watch(UploadRef ref, Set<Long> seen, Duration wait) {
    return watchUpload
        .watch(ref, seen, wait)
        .orElseThrow(() -> UploadPath.noUpload(ref.uploadId()));
  }

  private HttpResponse original(HttpRequest request) {
    UploadRef ref = UploadPath.upload(request, Scope.UPLOADS_READ);
    return switch (downloadOriginal.download(ref)) {
      case DownloadOriginal.Outcome.Ready(TemporaryLink link) ->
          HttpResponse.empty(302).header("location", link.href());
      case DownloadOriginal.Outcome.NoUpload() -> throw UploadPath.noUpload(ref.uploadId());
      case DownloadOriginal.Outcome.Withheld(Upload upload) -> throw withheld(upload);
    };
  }

  private static ApiProblem withheld(Upload upload) {
    return new ApiProblem(
            409,
            "original_withheld",
            "Original withheld",
            "Only files that were verified, and found clean, can be downloaded.")
        .with("state", upload.state());
  }
}
