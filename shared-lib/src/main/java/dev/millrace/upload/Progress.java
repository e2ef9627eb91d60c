package dev.millrace.upload;

/// How much of a stage is done.
///
/// @param unit what is counted: `pages`, `rows`, `bytes` or `chunks`
public record Progress(String unit, long done, long total) {
  /// {@return the part that is done, from 0 to 1}
  public double share() {
    return total <= 0 ? 0 : Math.clamp(done / (double) total, 0, 1);
  }
}
