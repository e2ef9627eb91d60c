package dev.millrace.api.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.millrace.eta.Eta;
import dev.millrace.upload.Stage;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How an upload stands, in the words of `GET /upload-status/{document_id}` of an earlier system.
///
/// @param estimatedCompletion in seconds from now, 0 once it has ended
record EarlierStatus(
    @JsonProperty("document_id") String documentId,
    String status,
    int progress,
    @Nullable Stage stage,
    @JsonProperty("estimated_completion") long estimatedCompletion) {

  static EarlierStatus of(Upload upload, Optional<Eta> eta) {
    return new EarlierStatus(
        upload.ref().uploadId(),
        word(upload.state()),
        upload.percent(),
        upload.stage(),
        eta.map(Eta::seconds).orElse(0L));
  }

  /// {@return which of the four words says it best}
  static String word(UploadState state) {
    return switch (state) {
      case CREATED, UPLOADING, COMPLETING, UPLOADED, QUEUED -> "queued";
      case VERIFYING, EXTRACTING, INFERRING -> "processing";
      case COMPLETED, PARTIAL, DUPLICATE -> "complete";
      case FAILED, REJECTED, QUARANTINED, CANCELLED, EXPIRED, DELETED -> "failed";
    };
  }
}
