package dev.millrace.models.onnx;

import dev.millrace.models.tensor.FloatTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// Reads the graph of an ONNX model; field numbers are those of `onnx.proto`.
public final class OnnxReader {
  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int NODE_INPUT = 1;
  private static final int NODE_OUTPUT = 2;
  private static final int NODE_OPERATOR = 4;
  private static final int TENSOR_DIMENSIONS = 1;
  private static final int TENSOR_DATA_TYPE = 2;
  private static final int TENSOR_NAME = 8;
  private static final int TENSOR_RAW_DATA = 9;
  private static final long FLOAT = 1;

  private final List<OnnxNode> nodes = new ArrayList<>();
  private final Map<String, FloatTensor> weights = new LinkedHashMap<>();

  private OnnxReader() {}

  /// {@return the graph of the model in that file}
  public static OnnxGraph read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return read(channel.map(MapMode.READ_ONLY, 0, channel.size()));
    }
  }

  static OnnxGraph read(ByteBuffer bytes) {
    OnnxReader reader = new OnnxReader();
    ProtobufMessage model = new ProtobufMessage(bytes);
    while (model.next()) {
      if (model.field() == MODEL_GRAPH) {
        reader.readGraph(model.message());
      }
    }
    return new OnnxGraph(reader.nodes, reader.weights);
  }

  private void readGraph(ProtobufMessage graph) {
    while (graph.next()) {
      switch (graph.field()) {
        case GRAPH_NODE -> readNode(graph.message());
        case GRAPH_INITIALIZER -> readInitializer(graph.message());
        default -> {}
      }
    }
  }

  private void readNode(ProtobufMessage node) {
    String operator = "";
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    while (node.next()) {
      switch (node.field()) {
        case NODE_INPUT -> inputs.add(node.text());
        case NODE_OUTPUT -> outputs.add(node.text());
        case NODE_OPERATOR -> operator = node.text();
        default -> {}
      }
    }
    nodes.add(new OnnxNode(operator, inputs, outputs));
  }

  private void readInitializer(ProtobufMessage tensor) {
    String name = "";
    long dataType = 0;
    ByteBuffer raw = ByteBuffer.allocate(0);
    LongStream dimensions = LongStream.empty();
    while (tensor.next()) {
      switch (tensor.field()) {
        case TENSOR_DIMENSIONS ->
            dimensions = LongStream.concat(dimensions, LongStream.of(tensor.numbers()));
        case TENSOR_DATA_TYPE -> dataType = tensor.number();
        case TENSOR_NAME -> name = tensor.text();
        case TENSOR_RAW_DATA -> raw = tensor.bytes();
        default -> {}
      }
    }
    if (dataType == FLOAT) {
      float[] values = new float[raw.remaining() / Float.BYTES];
      raw.asFloatBuffer().get(values);
      weights.put(name, new FloatTensor(values, dimensions.mapToInt(Math::toIntExact).toArray()));
    }
  }
}
