package dev.millrace.inference.image;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;
import javax.imageio.event.IIOReadWarningListener;

/// Watches one picture being decoded: stops it at its deadline, and notes when the file ends early,
/// of which the JPEG decoder only warns while it fills up what is missing.
final class DecodeWatch implements IIOReadProgressListener, IIOReadWarningListener {
  private final Clock clock;
  private final Instant deadline;
  private boolean late;
  private boolean cutOff;

  DecodeWatch(Clock clock, Duration limit) {
    this.clock = clock;
    this.deadline = clock.instant().plus(limit);
  }

  void over(ImageReader reader) {
    reader.addIIOReadProgressListener(this);
    reader.addIIOReadWarningListener(this);
  }

  /// {@return whether decoding was stopped at its deadline}
  boolean late() {
    return late;
  }

  boolean sawAnEarlyEnd() {
    return cutOff;
  }

  @Override
  public void imageProgress(ImageReader source, float percentageDone) {
    if (clock.instant().isAfter(deadline)) {
      late = true;
      source.abort();
    }
  }

  @Override
  public void warningOccurred(ImageReader source, String warning) {
    cutOff |= warning.contains("Premature end") || warning.contains("Truncated");
  }

  @Override
  public void sequenceStarted(ImageReader source, int minIndex) {}

  @Override
  public void sequenceComplete(ImageReader source) {}

  @Override
  public void imageStarted(ImageReader source, int imageIndex) {}

  @Override
  public void imageComplete(ImageReader source) {}

  @Override
  public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

  @Override
  public void thumbnailProgress(ImageReader source, float percentageDone) {}

  @Override
  public void thumbnailComplete(ImageReader source) {}

  @Override
  public void readAborted(ImageReader source) {}
}
