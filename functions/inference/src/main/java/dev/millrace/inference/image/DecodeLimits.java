package dev.millrace.inference.image;

import java.time.Duration;

/// What decoding a picture may cost.
///
/// @param maxPixels of a picture that is decoded row by row
/// @param maxWholePixels of a picture that its decoder holds as a whole
/// @param maxScans how many times a progressive JPEG file may go over the picture
/// @param maxTime from the first pixel to the last
public record DecodeLimits(long maxPixels, long maxWholePixels, int maxScans, Duration maxTime) {
  /// What a sandbox of 1 GB bears.
  public static final DecodeLimits DEFAULT =
      new DecodeLimits(60_000_000, 30_000_000, 32, Duration.ofSeconds(20));
}
