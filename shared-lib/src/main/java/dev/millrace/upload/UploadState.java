package dev.millrace.upload;

/// Where an upload stands. Within a run it only ever moves to a higher rank.
public enum UploadState {
  CREATED(0),
  UPLOADING(1),
  COMPLETING(2),
  UPLOADED(3),
  VERIFYING(4),
  QUEUED(5),
  EXTRACTING(6),
  INFERRING(7),
  COMPLETED(8),
  PARTIAL(8),
  FAILED(8),
  DUPLICATE(8),
  REJECTED(8),
  QUARANTINED(8),
  CANCELLED(8),
  EXPIRED(8),
  DELETED(9);

  private static final int TERMINAL_RANK = 8;

  private final int rank;

  UploadState(int rank) {
    this.rank = rank;
  }

  /// {@return whether nothing more will happen by itself}
  public boolean terminal() {
    return rank >= TERMINAL_RANK;
  }

  /// {@return whether the bytes have not arrived yet}
  public boolean awaitingBytes() {
    return rank < UPLOADED.rank;
  }

  /// {@return whether the arrival of the bytes has not been told yet}
  public boolean awaitingArrival() {
    return rank <= UPLOADED.rank;
  }

  /// {@return whether nobody wants its bytes any more: what there is of them is deleted, and so is
  /// what may still come}
  public boolean unwanted() {
    return this == CANCELLED || this == EXPIRED || this == DELETED;
  }

  boolean mayBecome(UploadState next) {
    return next.rank > rank || (next == this && !terminal());
  }
}
