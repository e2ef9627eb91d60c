package dev.millrace.progress;

import dev.millrace.event.EventData.Reason;
import dev.millrace.upload.Progress;
import dev.millrace.upload.Stage;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadState;
import org.jspecify.annotations.Nullable;

/// How an upload stands, as a listener is told. Frames may come twice or out of order; the one with
/// the higher version is the newer.
///
/// @param type always `progress`
public record ProgressFrame(
    String type,
    String uploadId,
    UploadState state,
    boolean terminal,
    @Nullable Stage stage,
    int percent,
    @Nullable Progress progress,
    @Nullable Reason error,
    long version) {
  /// {@return how an upload stands}
  public static ProgressFrame of(Upload upload) {
    return new ProgressFrame(
        "progress",
        upload.ref().uploadId(),
        upload.state(),
        upload.state().terminal(),
        upload.stage(),
        upload.percent(),
        upload.progress(),
        upload.error(),
        upload.version());
  }
}
