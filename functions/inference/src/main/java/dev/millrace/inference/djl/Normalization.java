package dev.millrace.inference.djl;

import java.util.List;

/// How a channel value of 0 to 255 becomes a network's input: `(value - mean) / std`.
///
/// @param mean one for each of red, green and blue
/// @param std likewise
record Normalization(List<Double> mean, List<Double> std) {

  /// {@return the pixels channel after channel}
  ///
  /// @param pixels 0xRRGGBB
  float[] apply(int[] pixels) {
    float[] planes = new float[3 * pixels.length];
    for (int channel = 0; channel < 3; channel++) {
      double channelMean = mean.get(channel);
      double channelStd = std.get(channel);
      int shift = 16 - 8 * channel;
      for (int i = 0; i < pixels.length; i++) {
        int value = pixels[i] >> shift & 0xff;
        planes[channel * pixels.length + i] = (float) ((value - channelMean) / channelStd);
      }
    }
    return planes;
  }
}
