package dev.millrace.bench.extraction;

import java.util.List;

/// What a tool made of a file.
///
/// @param end how it ended: [#OK] or a reason
/// @param pages how many it has read
/// @param peakBytes the most memory that its process has had so far; 0 if that is not known
/// @param heap bytes that a collection could not free, measured every so many pages if that was
///   asked for
record Answer(String end, int pages, long chars, long millis, long peakBytes, List<Long> heap) {
  static final String OK = "ok";

  /// {@return whether there is a text}
  boolean ok() {
    return end.equals(OK);
  }

  /// {@return an answer that never came}
  static Answer none(String end, long millis) {
    return new Answer(end, 0, 0, millis, 0, List.of());
  }
}
