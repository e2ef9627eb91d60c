package dev.millrace.limit;

import java.time.Duration;

/// What a limit allowed.
///
/// @param quota how much it allows in its window
/// @param wanted how much was asked for
/// @param granted how much of it may be used
/// @param remaining how much more could be used now
/// @param until how long before more can be used; if nothing was granted, before all that was
///   wanted can be
public record Permit(
    Limit limit, long quota, long wanted, long granted, long remaining, Duration until) {
  /// {@return whether all may be used that was asked for}
  public boolean allowed() {
    return granted == wanted;
  }
}
