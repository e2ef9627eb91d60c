package dev.millrace.models.onnx;

import java.util.List;

/// One operation of the graph.
///
/// @param operator what it computes, such as `MatMul`
/// @param inputs names of the values it takes
/// @param outputs names of the values it gives
public record OnnxNode(String operator, List<String> inputs, List<String> outputs) {}
