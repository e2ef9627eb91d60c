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
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadState;

/// The routes that end an upload, or begin it again.
public final class UploadEndRoutes {
  private final CancelUpload cancelUpload;
  private final DeleteUpload deleteUpload;
  private final ReprocessUpload reprocessUpload;

  public UploadEndRoutes(
      CancelUpload cancelUpload, DeleteUpload deleteUpload, ReprocessUpload reprocessUpload) {
    this.cancelUpload = cancelUpload;
    this.deleteUpload = deleteUpload;
    this.reprocessUpload = reprocessUpload;
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
    return answer(
        202, deleteUpload.delete(ref).orElseThrow(() -> UploadPath.noUpload(ref.uploadId())));
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
        .header("etag", "\"%d\"".formatted(upload.version()));
  }

  private static ApiProblem refused(Upload upload, String code, String title, String detail) {
    return new ApiProblem(409, code, title, detail.formatted(upload.state()))
        .with("state", upload.state());
  }
}
