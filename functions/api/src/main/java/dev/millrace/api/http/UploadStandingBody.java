package dev.millrace.api.http;

import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadState;

/// How an upload stands, in short; `docs/openapi.yaml` tells what the fields mean.
record UploadStandingBody(String id, UploadState state, boolean terminal, UploadLinks links) {
  static UploadStandingBody of(Upload upload) {
    return new UploadStandingBody(
        upload.ref().uploadId(),
        upload.state(),
        upload.state().terminal(),
        UploadLinks.of(upload.ref()));
  }
}
