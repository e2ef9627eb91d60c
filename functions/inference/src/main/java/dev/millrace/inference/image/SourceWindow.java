package dev.millrace.inference.image;

import dev.millrace.inference.core.image.Frame;
import java.awt.Rectangle;
import javax.imageio.ImageReadParam;

/// Which of a file's pixels are decoded: of a large picture only every few, so that memory stays
/// bounded, yet enough of them for each of the frame's pixels to be a good average.
///
/// @param region the part of the picture that is wanted
/// @param columnStep every which column of it
/// @param rowStep every which row of it
record SourceWindow(Rectangle region, int columnStep, int rowStep) {
  /// How many times finer than the frame a picture is decoded.
  private static final int OVERSAMPLING = 4;

  /// {@return the pixels of a picture of that size that a frame needs}
  static SourceWindow of(int width, int height, Frame frame) {
    int fine = OVERSAMPLING * frame.size();
    return switch (frame.fit()) {
      case SQUASH -> whole(width, height, step(width, fine), step(height, fine));
      case PAD -> {
        int step = step(Math.max(width, height), fine);
        yield whole(width, height, step, step);
      }
      case CROP -> {
        int side = Math.min(width, height);
        Rectangle middle = new Rectangle((width - side) / 2, (height - side) / 2, side, side);
        yield new SourceWindow(middle, step(side, fine), step(side, fine));
      }
    };
  }

  /// Tells a reader.
  void applyTo(ImageReadParam parameters) {
    parameters.setSourceRegion(region);
    parameters.setSourceSubsampling(columnStep, rowStep, 0, 0);
  }

  private static SourceWindow whole(int width, int height, int columnStep, int rowStep) {
    return new SourceWindow(new Rectangle(width, height), columnStep, rowStep);
  }

  private static int step(int length, int wanted) {
    return Math.max(1, length / wanted);
  }
}
