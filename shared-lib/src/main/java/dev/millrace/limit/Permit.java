package dev.millrace.limit;

import java.time.Duration;

/// What a limit allowed.
///
/// @param quota how much it allows in its window
/// @param granted how much of what was wanted may be used
/// @param remaining how much more could be used now
/// @param until how long before more can be used; if nothing was granted, before all that was
///   wanted can be
public record Permit(Limit limit, long quota, long granted, long remaining, Duration until) {}
