package dev.millrace.eta;

/// What a file that is about to be uploaded has to expect.
///
/// @param seconds from the arrival of its bytes to its end
/// @param queuePosition about where it would stand in its queue now
public record Expectation(EtaBounds seconds, EtaConfidence confidence, long queuePosition) {}
