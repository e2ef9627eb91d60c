package dev.millrace.dispatch.core;

import java.time.Duration;
import java.util.Optional;

/// What came of one request to an endpoint.
public sealed interface SendResult {
  /// The endpoint answered in full, or with more than we read.
  ///
  /// @param body how the answer's body begins
  /// @param retryAfter when the endpoint wants to be asked again
  record Answered(int status, String body, Optional<Duration> retryAfter) implements SendResult {}

  /// There was no answer, or not all of it.
  record Unanswered(SendError error) implements SendResult {}
}
