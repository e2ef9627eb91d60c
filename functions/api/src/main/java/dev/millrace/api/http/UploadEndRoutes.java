package dev.millrace.api.http;

import dev.millrace.api.core.CancelUpload;
import dev.millrace.api.core.DeleteUpload;
import dev.millrace.api.core.ReprocessUpload;
import dev.millrace.api.core.ReprocessUpload.Outcome;
import dev.millrace.auth.Scope;
import dev.millrace.http.ApiProblem;
import dev.millrace.http.HttpRequest;
import dev.millrace.http.HttpResponse;
import dev.millrace.http.Router;
import dev.millrace.idempotency.Idempotency;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadState;

/// The routes that end an upload, or begin it again.
public final class UploadEndRoutes {
  private static final String ANY = "*";

  private final CancelUpload cancelUpload;
  private final DeleteUpload deleteUpload;
  private final ReprocessUpload reprocessUpload;
  private final Idempotency idempotency;

  public UploadEndRoutes(
      CancelUpload cancelUpload,
      DeleteUpload deleteUpload,
      ReprocessUpload reprocessUpload,
      Idempotency idempotency) {
    this.cancelUpload = cancelUpload;
    this.deleteUpload = deleteUpload;
    this.reprocessUpload = reprocessUpload;
    this.idempotency = idempotency;
  }

  /// {@return the router with these routes}
  public Router addTo(Router router) {
    return router
        .route("DELETE", UploadPath.ONE, this::delete)
        .route("POST", UploadPath.ONE + "/cancel", this::cancel)
        .route("POST", UploadPath.ONE + "/reprocess", this::reprocess);
  }

  private HttpResponse delete(HttpRequest request) {
    UploadRef ref = UploadPath.upload(request, Scope.UPLOADS_WRITE);
    String expected = request.headers().getOrDefault("if-match", ANY);
    DeleteUpload.Outcome outcome =
        expected.strip().equals(ANY)
            ? deleteUpload.delete(ref)
            : deleteUpload.delete(ref, VersionTags.in(expected));
    return switch (outcome) {
      case DeleteUpload.Outcome.NoUpload() -> throw UploadPath.noUpload(ref.uploadId());
      case DeleteUpload.Outcome.Deleted(Upload upload) -> answer(202, upload);
      case DeleteUpload.Outcome.Changed(Upload upload) ->
          throw new ApiProblem(
                  412,
                  "precondition_failed",
                  "Precondition failed",
                  "The upload is at another version than If-Match wants.")
              .with("state", upload.state())
              .withHeader("etag", VersionTags.of(upload.version()));
    };
  }

  private HttpResponse cancel(HttpRequest request) {
    UploadRef ref = UploadPath.upload(request, Scope.UPLOADS_WRITE);
    Upload upload = cancelUpload.cancel(ref).orElseThrow(() -> UploadPath.noUpload(ref.uploadId()));
    if (upload.state() != UploadState.CANCELLED) {
      throw refused(
          upload, "upload_ended", "Upload ended", "The upload is %s; it cannot be cancelled.");
    }
    return answer(200, upload);
  }

  private HttpResponse reprocess(HttpRequest request) {
    UploadRef ref = UploadPath.upload(request, Scope.UPLOADS_WRITE);
    return idempotency.once(request, ref.tenantId(), _ -> reprocess(ref));
  }

  private HttpResponse reprocess(UploadRef ref) {
    return switch (reprocessUpload.reprocess(ref)) {
      case Outcome.NoUpload _ -> throw UploadPath.noUpload(ref.uploadId());
      case Outcome.Accepted(Upload upload) -> answer(202, upload);
      case Outcome.Refused(Upload upload) ->
          throw refused(
              upload,
              "not_reprocessable",
              "Cannot be processed again",
              "The upload is %s and has no bytes that could be processed now.");
    };
  }

  private static HttpResponse answer(int status, Upload upload) {
    return HttpResponse.json(status, UploadStandingBody.of(upload))
        .header("etag", VersionTags.of(upload.version()));
  }

  private static ApiProblem refused(Upload upload, String code, String title, String detail) {
    return new ApiProblem(409, code, title, detail.formatted(upload.state()))
        .with("state", upload.state());
  }
}
