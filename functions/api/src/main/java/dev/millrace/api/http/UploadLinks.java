package dev.millrace.api.http;

import dev.millrace.upload.UploadRef;

/// Paths of an upload on this API.
record UploadLinks(String self, String result) {
  static UploadLinks of(UploadRef ref) {
    String self = "/v1/uploads/" + ref.uploadId();
    return new UploadLinks(self, self + "/result");
  }
}
