package dev.millrace.presign.http;

import dev.millrace.upload.Upload;
import org.jspecify.annotations.Nullable;

/// Paths on this API that belong to an upload.
///
/// @param parts where its parts are listed; they are signed at `{parts}:sign`
record UploadLinks(String self, String result, String complete, @Nullable String parts) {
  static UploadLinks of(Upload upload) {
    String self = "/v1/uploads/" + upload.ref().uploadId();
    return new UploadLinks(
        self,
        self + "/result",
        self + "/complete",
        upload.multipart() == null ? null : self + "/parts");
  }
}
