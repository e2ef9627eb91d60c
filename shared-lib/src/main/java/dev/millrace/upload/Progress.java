package dev.millrace.upload;

/// How much of a stage is done.
///
/// @param unit what is counted: `pages`, `rows`, `bytes` or `chunks`
public record Progress(String unit, long done, long total) {}
