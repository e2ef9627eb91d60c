package dev.millrace.models;

import dev.millrace.models.tensor.FloatTensor;
import java.util.Map;

/// What a convolution multiplies with and adds.
///
/// @param weight outputs, inputs of a group, height, width
/// @param bias a number for each output
record Kernel(FloatTensor weight, FloatTensor bias) {

  /// {@return a convolution with the batch norm after it, in one}
  ///
  /// @param weights by the names that PyTorch gives them
  static Kernel folded(
      Map<String, FloatTensor> weights, String convolution, String batchNorm, double epsilon) {
    FloatTensor kernel = weight(weights, convolution + ".weight");
    float[] gamma = weight(weights, batchNorm + ".weight").values();
    float[] beta = weight(weights, batchNorm + ".bias").values();
    float[] mean = weight(weights, batchNorm + ".running_mean").values();
    float[] variance = weight(weights, batchNorm + ".running_var").values();
    int outputs = kernel.length(0);
    int elements = kernel.values().length / outputs;
    float[] scaled = new float[kernel.values().length];
    float[] bias = new float[outputs];
    for (int output = 0; output < outputs; output++) {
      double scale = gamma[output] / Math.sqrt(variance[output] + epsilon);
      bias[output] = (float) (beta[output] - mean[output] * scale);
      for (int i = output * elements; i < (output + 1) * elements; i++) {
        scaled[i] = (float) (kernel.values()[i] * scale);
      }
    }
    return new Kernel(new FloatTensor(scaled, kernel.shape()), new FloatTensor(bias, outputs));
  }

  /// {@return a convolution with a bias of its own}
  static Kernel of(Map<String, FloatTensor> weights, String convolution) {
    return new Kernel(
        weight(weights, convolution + ".weight"), weight(weights, convolution + ".bias"));
  }

  /// @throws IllegalArgumentException if there is no weight of that name
  static FloatTensor weight(Map<String, FloatTensor> weights, String name) {
    FloatTensor weight = weights.get(name);
    if (weight == null) {
      throw new IllegalArgumentException("the weights have no " + name);
    }
    return weight;
  }
}
