package dev.millrace.sweeper.core;

import dev.millrace.upload.Upload;
import java.util.Optional;

/// Does for an upload that is due what its state asks for.
public final class LookAfterUpload {
  private final ExpireUpload expireUpload;
  private final MissVerdict missVerdict;
  private final EraseUpload eraseUpload;

  public LookAfterUpload(
      ExpireUpload expireUpload, MissVerdict missVerdict, EraseUpload eraseUpload) {
    this.expireUpload = expireUpload;
    this.missVerdict = missVerdict;
    this.eraseUpload = eraseUpload;
  }

  Optional<Repaired> repair(Upload due) {
    return switch (due.state()) {
      case CREATED, UPLOADING, COMPLETING, UPLOADED -> expireUpload.repair(due);
      case VERIFYING -> missVerdict.repair(due);
      case CANCELLED, EXPIRED, DELETED -> eraseUpload.repair(due);
      case QUEUED,
          EXTRACTING,
          INFERRING,
          COMPLETED,
          PARTIAL,
          FAILED,
          DUPLICATE,
          REJECTED,
          QUARANTINED ->
          Optional.empty();
    };
  }
}
