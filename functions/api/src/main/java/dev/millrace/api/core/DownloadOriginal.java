package dev.millrace.api.core;

import dev.millrace.upload.Scan;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadState;

/// Hands out what a user sent, once it has been found to be what it was declared to be, and nothing
/// that a scanner has not let pass.
public final class DownloadOriginal {
  private final UploadLookup uploads;
  private final OriginalLinks links;

  public DownloadOriginal(UploadLookup uploads, OriginalLinks links) {
    this.uploads = uploads;
    this.links = links;
  }

  /// What there is to download.
  public sealed interface Outcome {
    /// The tenant has no such upload.
    record NoUpload() implements Outcome {}

    /// Nothing may be handed out: its bytes are awaited, not verified, unwanted or gone.
    record Withheld(Upload upload) implements Outcome {}

    /// The bytes are there.
    record Ready(TemporaryLink link) implements Outcome {}
  }

  /// {@return a link to what a user sent, or why there is none}
  public Outcome download(UploadRef ref) {
    return uploads.find(ref).map(this::download).orElseGet(Outcome.NoUpload::new);
  }

  private Outcome download(Upload upload) {
    if (upload.state() == UploadState.DUPLICATE && upload.duplicateOf() != null) {
      return download(new UploadRef(upload.ref().tenantId(), upload.duplicateOf()));
    }
    return clean(upload) ? new Outcome.Ready(links.download(upload)) : new Outcome.Withheld(upload);
  }

  private static boolean clean(Upload upload) {
    boolean verified = upload.detectedType() != null;
    boolean scanned = upload.scan() == null || upload.scan() == Scan.CLEAN;
    return verified && scanned && kept(upload.state());
  }

  private static boolean kept(UploadState state) {
    return switch (state) {
      case QUEUED, EXTRACTING, INFERRING, COMPLETED, PARTIAL, FAILED -> true;
      case CREATED,
          UPLOADING,
          COMPLETING,
          UPLOADED,
          VERIFYING,
          DUPLICATE,
          REJECTED,
          QUARANTINED,
          CANCELLED,
          EXPIRED,
          DELETED ->
          false;
    };
  }
}
