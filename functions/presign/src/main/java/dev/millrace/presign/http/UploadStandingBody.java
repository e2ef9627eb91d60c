package dev.millrace.presign.http;

import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadState;

/// How an upload stands, in short.
record UploadStandingBody(String id, UploadState state, boolean terminal, UploadLinks links) {
  static UploadStandingBody of(Upload upload) {
    return new UploadStandingBody(
        upload.ref().uploadId(), upload.state(), upload.state().terminal(), UploadLinks.of(upload));
  }
}
