package dev.millrace.presign.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.millrace.http.HttpRequest;
import dev.millrace.presign.core.CreateUpload.Outcome.Created;
import dev.millrace.presign.core.UploadGrant.PostForm;
import dev.millrace.presign.core.UploadMethod;
import dev.millrace.presign.core.UploadRequest;
import java.util.Map;

/// The answer of `POST /upload-policy`, with the names of the earlier system.
record UploadPolicyBody(
    @JsonProperty("upload_url") String uploadUrl,
    Map<String, String> fields,
    @JsonProperty("document_id") String documentId,
    @JsonProperty("estimated_completion") long estimatedCompletion) {

  /// {@return what the request asks for: always a form, the only way there was}
  static UploadRequest read(HttpRequest request) {
    return UploadRequestReader.read(request).by(UploadMethod.POST);
  }

  static UploadPolicyBody of(Created created) {
    PostForm form = (PostForm) created.grant();
    return new UploadPolicyBody(
        form.url(),
        form.fields(),
        created.upload().ref().uploadId(),
        created.expectation().seconds().high());
  }
}
