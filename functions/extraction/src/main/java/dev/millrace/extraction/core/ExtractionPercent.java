package dev.millrace.extraction.core;

import dev.millrace.upload.Progress;

/// The part of an upload's 100 percent that extraction moves.
final class ExtractionPercent {
  /// When the first page is about to be read.
  static final int START = 15;

  /// When the last page has been read.
  static final int READ = 60;

  /// When text and chunks lie ready.
  static final int READY = 62;

  private ExtractionPercent() {}

  /// {@return the percent at which reading stands}
  static int of(Progress progress) {
    double share =
        progress.total() <= 0 ? 0 : Math.min(1.0, progress.done() / (double) progress.total());
    return START + (int) (share * (READ - START));
  }
}
