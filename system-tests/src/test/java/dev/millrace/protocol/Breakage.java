package dev.millrace.protocol;

/// A part of the protocol that is left out, to see that the search would miss it.
enum Breakage {
  /// The event counts as relayed before its deliveries are written.
  SETTLED_FIRST,
  /// A delivery counts as made before it is sent.
  RECORDED_FIRST,
  /// Nobody looks for what is due.
  NO_SWEEPER,
  /// A row does not say when somebody is to look at it.
  NO_DUE_TIME,
  /// A row is written whatever has been written meanwhile.
  NO_VERSION,
  /// A message stands for whatever attempt is due, not for the one that it was sent for.
  NO_ATTEMPT_NUMBER,
  /// A delivery is sent without a word in its row that somebody is at it.
  NO_CLAIM
}
