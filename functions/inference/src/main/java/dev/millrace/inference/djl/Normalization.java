package dev.millrace.inference.djl;

import java.util.List;

/// How a channel value v of 0 to 255 becomes a network's input: `(v · range / 255 - mean) / std`.
///
/// @param layout the order of the numbers
/// @param color the order of the channels
/// @param range of values that mean and standard deviation are told in: 255 or 1
/// @param mean one for each channel
/// @param std likewise
record Normalization(Layout layout, Color color, int range, List<Double> mean, List<Double> std) {
  private static final int CHANNELS = 3;
  private static final int MAX = 255;

  /// In which order a picture's numbers come, after the number of pictures.
  enum Layout {
    /// Channel after channel.
    NCHW,

    /// Pixel after pixel.
    NHWC
  }

  /// In which order the channels come.
  enum Color {
    RGB,
    BGR
  }

  /// {@return the network's input}
  ///
  /// @param pixels 0xRRGGBB
  float[] apply(int[] pixels) {
    float[] values = new float[CHANNELS * pixels.length];
    for (int channel = 0; channel < CHANNELS; channel++) {
      double channelMean = mean.get(channel);
      double channelStd = std.get(channel);
      int shift = color == Color.RGB ? 16 - 8 * channel : 8 * channel;
      for (int i = 0; i < pixels.length; i++) {
        double value = (double) (pixels[i] >> shift & 0xff) * range / MAX;
        int place = layout == Layout.NCHW ? channel * pixels.length + i : i * CHANNELS + channel;
        values[place] = (float) ((value - channelMean) / channelStd);
      }
    }
    return values;
  }

  /// {@return the shape of one picture of that size}
  long[] shape(int size) {
    return layout == Layout.NCHW
        ? new long[] {1, CHANNELS, size, size}
        : new long[] {1, size, size, CHANNELS};
  }
}
