package dev.millrace.presign.core;

import dev.millrace.upload.Change;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.multipart.MultipartStore;
import java.time.Clock;
import java.util.Optional;

/// Gives up an upload whose bytes are not here yet, and throws away the parts that are. While parts
/// are being put together, and after that, it does nothing.
public final class AbortUpload {
  private final Uploads uploads;
  private final MultipartStore multipart;
  private final Clock clock;

  public AbortUpload(Uploads uploads, MultipartStore multipart, Clock clock) {
    this.uploads = uploads;
    this.multipart = multipart;
    this.clock = clock;
  }

  /// {@return the upload as it stands then; empty if there is no such upload}
  public Optional<Upload> abort(UploadRef ref) {
    uploads.change(ref, this::cancelled);
    Optional<Upload> upload = uploads.find(ref);
    upload.filter(u -> u.state() == UploadState.CANCELLED).ifPresent(multipart::abort);
    return upload;
  }

  private Optional<Change> cancelled(Upload upload) {
    return upload.state().awaitingBytes() && upload.state() != UploadState.COMPLETING
        ? Optional.of(Change.to(upload.ended(UploadState.CANCELLED, null, clock.instant())))
        : Optional.empty();
  }
}
