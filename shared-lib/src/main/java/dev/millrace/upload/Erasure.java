package dev.millrace.upload;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What has been erased of a deleted upload. Counts are the least that is sure: what a sweeper that
/// died had erased is not counted again.
///
/// @param objects versions of objects, what the user sent and what was made of it
/// @param parts multipart uploads that were never completed
/// @param rows runs, results and notices
/// @param completedAt when nothing was left
public record Erasure(
    Instant requestedAt, long objects, long parts, long rows, @Nullable Instant completedAt) {
  /// {@return an erasure that has not begun}
  public static Erasure requested(Instant now) {
    return new Erasure(now, 0, 0, 0, null);
  }

  /// {@return this erasure with more erased}
  public Erasure plus(long moreObjects, long moreParts, long moreRows) {
    return new Erasure(
        requestedAt, objects + moreObjects, parts + moreParts, rows + moreRows, completedAt);
  }

  /// {@return this erasure with nothing left to erase}
  public Erasure done(Instant now) {
    return new Erasure(requestedAt, objects, parts, rows, now);
  }
}
