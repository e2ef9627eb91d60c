package dev.millrace.eta;

import org.jspecify.annotations.Nullable;

/// When an upload is likely to end.
///
/// @param seconds from now; if its bytes are awaited, from when they have come
/// @param queuePosition about how many files of its queue come to their turn before it does, and
///   itself; null unless it waits in the queue
public record Eta(long seconds, EtaConfidence confidence, @Nullable Long queuePosition) {}
