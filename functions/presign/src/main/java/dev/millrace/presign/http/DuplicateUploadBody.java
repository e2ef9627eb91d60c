package dev.millrace.presign.http;

import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadState;

/// The answer to the creation of an upload whose result the tenant has already.
record DuplicateUploadBody(String id, UploadState state, String duplicateOf, UploadLinks links) {
  static DuplicateUploadBody of(Upload upload, UploadRef original) {
    return new DuplicateUploadBody(
        upload.ref().uploadId(), upload.state(), original.uploadId(), UploadLinks.of(upload));
  }
}
