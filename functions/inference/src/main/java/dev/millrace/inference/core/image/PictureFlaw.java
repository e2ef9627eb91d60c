package dev.millrace.inference.core.image;

import java.util.Optional;

/// What can be measured to be wrong with a picture.
public enum PictureFlaw {
  /// It has few pixels.
  TOO_SMALL("The picture has very few pixels. Send one of at least 224 × 224 pixels."),

  /// Hardly any light fell on it.
  TOO_DARK("The picture is too dark. Take it again with more light."),

  /// It has no sharp edge.
  BLURRED("The picture is blurred. Hold the camera still and let it focus on the thing itself.");

  private static final int SMALL_SIDE = 64;
  private static final double DARK_MEAN = 32;
  private static final double BLURRED_VARIANCE = 12;

  private final String advice;

  PictureFlaw(String advice) {
    this.advice = advice;
  }

  /// {@return what to do for a better picture}
  String advice() {
    return advice;
  }

  /// {@return the gravest flaw of a picture, if it has any}
  static Optional<PictureFlaw> of(Picture picture) {
    if (Math.min(picture.originalWidth(), picture.originalHeight()) < SMALL_SIDE) {
      return Optional.of(TOO_SMALL);
    }
    double[] light = light(picture.pixels());
    if (mean(light) < DARK_MEAN) {
      return Optional.of(TOO_DARK);
    }
    return variance(edges(light)) < BLURRED_VARIANCE ? Optional.of(BLURRED) : Optional.empty();
  }

  /// How light each pixel is to the eye, from 0 to 255 (ITU-R BT.601).
  private static double[] light(int[] pixels) {
    double[] light = new double[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      int pixel = pixels[i];
      light[i] =
          0.299 * (pixel >> 16 & 0xff) + 0.587 * (pixel >> 8 & 0xff) + 0.114 * (pixel & 0xff);
    }
    return light;
  }

  /// The Laplacian of a square picture without its rim: far from zero where light changes abruptly.
  private static double[] edges(double[] light) {
    int size = (int) Math.sqrt(light.length);
    int inner = size - 2;
    double[] edges = new double[inner * inner];
    for (int y = 0; y < inner; y++) {
      for (int x = 0; x < inner; x++) {
        int middle = (y + 1) * size + x + 1;
        edges[y * inner + x] =
            light[middle - 1]
                + light[middle + 1]
                + light[middle - size]
                + light[middle + size]
                - 4 * light[middle];
      }
    }
    return edges;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum / values.length;
  }
}
