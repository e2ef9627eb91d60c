package dev.millrace.upload;

import dev.millrace.event.EventData.UploadChanged;
import dev.millrace.event.EventType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What subscribers are told of an upload when it has entered a state.
final class UploadNotice {
  private UploadNotice() {}

  static Optional<UploadChanged> of(Upload upload) {
    return type(upload.state()).map(type -> of(upload, type));
  }

  private static Optional<EventType> type(UploadState state) {
    return switch (state) {
      case CREATED -> Optional.of(EventType.UPLOAD_CREATED);
      case UPLOADED, VERIFYING -> Optional.of(EventType.UPLOAD_UPLOADED);
      case QUEUED -> Optional.of(EventType.UPLOAD_VERIFIED);
      case EXTRACTING -> Optional.of(EventType.UPLOAD_EXTRACTING);
      case COMPLETED -> Optional.of(EventType.UPLOAD_COMPLETED);
      case PARTIAL -> Optional.of(EventType.UPLOAD_PARTIAL);
      case FAILED -> Optional.of(EventType.UPLOAD_FAILED);
      case DUPLICATE -> Optional.of(EventType.UPLOAD_DUPLICATE);
      case REJECTED -> Optional.of(EventType.UPLOAD_REJECTED);
      case QUARANTINED -> Optional.of(EventType.UPLOAD_QUARANTINED);
      case CANCELLED -> Optional.of(EventType.UPLOAD_CANCELLED);
      case EXPIRED -> Optional.of(EventType.UPLOAD_EXPIRED);
      case DELETED -> Optional.of(EventType.UPLOAD_DELETED);
      case UPLOADING, COMPLETING, INFERRING -> Optional.empty();
    };
  }

  private static UploadChanged of(Upload upload, EventType type) {
    DeclaredFile file = upload.file();
    return new UploadChanged(
        type,
        upload.ref().uploadId(),
        upload.state().name(),
        file.filename(),
        file.contentType(),
        file.size(),
        upload.detectedType(),
        upload.runId(),
        upload.duplicateOf(),
        upload.error(),
        upload.warnings(),
        file.metadata(),
        result(upload),
        null);
  }

  private static @Nullable String result(Upload upload) {
    return switch (upload.state()) {
      case COMPLETED, PARTIAL -> "/v1/uploads/" + upload.ref().uploadId() + "/result";
      case DUPLICATE -> "/v1/uploads/" + upload.duplicateOf() + "/result";
      default -> null;
    };
  }
}
