package dev.millrace.models.onnx;

import dev.millrace.models.tensor.FloatTensor;
import java.util.List;
import java.util.Map;

/// What an ONNX file says: its operations in order and its float weights by name.
///
/// @param nodes the operations
/// @param weights the float initializers
public record OnnxGraph(List<OnnxNode> nodes, Map<String, FloatTensor> weights) {

  /// {@return the weight of that name}
  public FloatTensor weight(String name) {
    FloatTensor weight = weights.get(name);
    if (weight == null) {
      throw new IllegalArgumentException("the graph has no weight " + name);
    }
    return weight;
  }
}
