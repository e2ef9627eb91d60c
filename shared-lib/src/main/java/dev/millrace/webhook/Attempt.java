package dev.millrace.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What came of one try to deliver.
///
/// @param number from 1
/// @param status of the answer, if one came
/// @param error why none came, a stable code
/// @param exchange what went over the line
public record Attempt(
    int number,
    Instant at,
    long durationMillis,
    @Nullable Integer status,
    @Nullable String error,
    Exchange exchange) {
  /// {@return whether the endpoint took the event}
  public boolean accepted() {
    return status != null && status / 100 == 2;
  }
}
