package dev.millrace.sweeper.core;

import java.util.Locale;

/// What was put right.
public enum Repaired {
  UPLOAD_EXPIRED,
  UPLOAD_COMPLETED,
  UPLOAD_REJECTED,
  UPLOAD_KEPT,
  UPLOAD_CLEARED,
  UPLOAD_PARTLY_ERASED,
  UPLOAD_ERASED,
  VERDICT_MISSED,
  ARRIVAL_SENT_AGAIN,
  RUN_SENT_AGAIN,
  RUN_GIVEN_UP,
  RUN_CLOSED,
  EVENT_RELAYED,
  DELIVERY_REQUESTED,
  REPLAY_ADVANCED,
  DEAD_LETTER_SENT_BACK,
  DEAD_LETTER_REMOVED;

  /// {@return the name in logs}
  public String field() {
    return name().toLowerCase(Locale.ROOT);
  }
}
