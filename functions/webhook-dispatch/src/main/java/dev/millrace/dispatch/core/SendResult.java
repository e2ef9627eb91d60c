package dev.millrace.dispatch.core;

import dev.millrace.webhook.Exchange;
import java.time.Duration;
import java.util.Optional;

/// What came of one request to an endpoint.
public sealed interface SendResult {
  /// {@return what went over the line}
  Exchange exchange();

  /// {@return whether the endpoint took the event}
  default boolean accepted() {
    return this instanceof Answered(int status, _, _) && status / 100 == 2;
  }

  /// The endpoint answered in full, or with more than we read.
  ///
  /// @param retryAfter when the endpoint wants to be asked again
  record Answered(int status, Optional<Duration> retryAfter, Exchange exchange)
      implements SendResult {}

  /// There was no answer, or not all of it.
  record Unanswered(SendError error, Exchange exchange) implements SendResult {
    /// Nothing went over the line.
    public Unanswered(SendError error) {
      this(error, Exchange.NONE);
    }
  }
}
