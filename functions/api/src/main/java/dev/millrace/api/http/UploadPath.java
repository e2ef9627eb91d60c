package dev.millrace.api.http;

import dev.millrace.auth.Caller;
import dev.millrace.auth.Scope;
import dev.millrace.http.ApiProblem;
import dev.millrace.http.HttpRequest;
import dev.millrace.upload.UploadRef;

/// Paths that name an upload.
final class UploadPath {
  /// The pattern of the path of an upload.
  static final String ONE = "/v1/uploads/{uploadId}";

  private UploadPath() {}

  /// {@return the upload that the path names, as one of the caller's, who must hold the scope}
  static UploadRef upload(HttpRequest request, Scope scope) {
    Caller caller = request.callerWith(scope);
    String uploadId = request.parameter("uploadId");
    if (!UploadRef.valid(caller.tenantId(), uploadId)) {
      throw noUpload(uploadId);
    }
    return new UploadRef(caller.tenantId(), uploadId);
  }

  /// {@return the refusal of an upload that there is not}
  static ApiProblem noUpload(String uploadId) {
    return ApiProblem.notFound("There is no upload " + uploadId + ".");
  }
}
