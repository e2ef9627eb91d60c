package dev.millrace.webhook;

/// Where a delivery stands.
public enum DeliveryState {
  /// Its next attempt is to be made.
  PENDING,
  /// A worker holds it and makes an attempt.
  SENDING,
  /// The endpoint has accepted it.
  DELIVERED,
  /// It was given up, and is kept for a while.
  DEAD;

  /// {@return whether nothing more will happen by itself}
  public boolean terminal() {
    return this == DELIVERED || this == DEAD;
  }
}
