package dev.millrace.fit;

import java.util.List;

/// A last layer: softmax regression on the features, fitted by gradient steps with momentum and a
/// little decay of the weights. The same samples always give the same layer.
final class LastLayer {
  private static final int STEPS = 300;
  private static final float RATE = 0.05f;
  private static final float MOMENTUM = 0.9f;
  private static final float DECAY = 1e-3f;

  private final float[][] weights;
  private final float[] biases;

  private LastLayer(int classes, int dimension) {
    weights = new float[classes][dimension];
    biases = new float[classes];
  }

  /// {@return the layer that fits those of the samples}
  static LastLayer fit(Samples samples, List<Integer> chosen) {
    LastLayer layer = new LastLayer(samples.classes(), samples.dimension());
    LastLayer speed = new LastLayer(samples.classes(), samples.dimension());
    for (int step = 0; step < STEPS; step++) {
      layer.advance(speed, layer.gradient(samples, chosen));
    }
    return layer;
  }

  /// {@return the probability of each class}
  double[] probabilities(float[] features) {
    double[] probabilities = new double[biases.length];
    double max = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < biases.length; c++) {
      double sum = biases[c];
      for (int i = 0; i < features.length; i++) {
        sum += weights[c][i] * features[i];
      }
      probabilities[c] = sum;
      max = Math.max(max, sum);
    }
    double total = 0;
    for (int c = 0; c < biases.length; c++) {
      probabilities[c] = Math.exp(probabilities[c] - max);
      total += probabilities[c];
    }
    for (int c = 0; c < biases.length; c++) {
      probabilities[c] /= total;
    }
    return probabilities;
  }

  /// {@return the weights, class by class}
  float[] weights() {
    int dimension = weights[0].length;
    float[] all = new float[weights.length * dimension];
    for (int c = 0; c < weights.length; c++) {
      System.arraycopy(weights[c], 0, all, c * dimension, dimension);
    }
    return all;
  }

  /// {@return the bias of each class}
  float[] biases() {
    return biases.clone();
  }

  private LastLayer gradient(Samples samples, List<Integer> chosen) {
    LastLayer gradient = new LastLayer(samples.classes(), samples.dimension());
    for (int index : chosen) {
      float[] features = samples.features(index);
      double[] probabilities = probabilities(features);
      for (int c = 0; c < biases.length; c++) {
        double wanted = c == samples.label(index) ? 1 : 0;
        float error = (float) (probabilities[c] - wanted) / chosen.size();
        gradient.biases[c] += error;
        for (int i = 0; i < features.length; i++) {
          gradient.weights[c][i] += error * features[i];
        }
      }
    }
    return gradient;
  }

  private void advance(LastLayer speed, LastLayer gradient) {
    for (int c = 0; c < biases.length; c++) {
      speed.biases[c] = MOMENTUM * speed.biases[c] - RATE * gradient.biases[c];
      biases[c] += speed.biases[c];
      for (int i = 0; i < weights[c].length; i++) {
        float slope = gradient.weights[c][i] + DECAY * weights[c][i];
        speed.weights[c][i] = MOMENTUM * speed.weights[c][i] - RATE * slope;
        weights[c][i] += speed.weights[c][i];
      }
    }
  }
}
