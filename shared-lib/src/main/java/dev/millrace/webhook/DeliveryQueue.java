package dev.millrace.webhook;

import java.time.Duration;
import java.time.Instant;

/// Carries the messages that ask for attempts.
@FunctionalInterface
public interface DeliveryQueue {
  /// How long a message can be held back.
  Duration MAX_DELAY = Duration.ofMinutes(15);

  /// Asks for an attempt.
  ///
  /// @param endpointId groups the messages, so that one slow endpoint does not hold up the others
  /// @param delay until the message is handed out, at most [#MAX_DELAY]
  void send(DeliveryRequested request, String endpointId, Duration delay);

  /// Asks for a delivery's attempt at its time, unless that is too far away for a message: then the
  /// sweeper asks when the time comes.
  default void send(Delivery delivery, Instant now) {
    if (reaches(now, delivery.nextAt())) {
      Duration delay = Duration.between(now, delivery.nextAt());
      send(delivery.request(), delivery.endpointId(), delay.isNegative() ? Duration.ZERO : delay);
    }
  }

  /// {@return whether a message that is sent now can wait for a time}
  static boolean reaches(Instant now, Instant time) {
    return Duration.between(now, time).compareTo(MAX_DELAY) <= 0;
  }
}
