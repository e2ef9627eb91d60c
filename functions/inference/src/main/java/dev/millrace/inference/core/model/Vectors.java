package dev.millrace.inference.core.model;

/// Arithmetic on embeddings, which have the length 1, so that their product is their likeness.
public final class Vectors {
  private Vectors() {}

  /// {@return the scalar product}
  public static double product(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /// {@return the middle of vectors, brought to length 1}
  public static float[] centroid(float[][] vectors) {
    float[] sum = new float[vectors[0].length];
    for (float[] vector : vectors) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += vector[i];
      }
    }
    double length = Math.max(Math.sqrt(product(sum, sum)), 1e-12);
    for (int i = 0; i < sum.length; i++) {
      sum[i] = (float) (sum[i] / length);
    }
    return sum;
  }

  /// {@return the values brought to the range from 0 to 1; equal values become 0}
  public static double[] scaled(double[] values) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    double range = Math.max(max - min, 1e-12);
    double[] scaled = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      scaled[i] = (values[i] - min) / range;
    }
    return scaled;
  }
}
