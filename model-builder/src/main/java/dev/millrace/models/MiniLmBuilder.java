package dev.millrace.models;

import dev.millrace.models.onnx.OnnxGraph;
import dev.millrace.models.onnx.OnnxNode;
import dev.millrace.models.tensor.FloatTensor;
import dev.millrace.models.torch.ForwardMethod;
import dev.millrace.models.torch.TorchScriptWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Writes all-MiniLM-L6-v2, a BERT encoder of six layers, as a module `(ids, mask, types) -> unit
/// vectors`: mean pooling over the mask and the division by the length are inside.
///
/// The source names are those of the Hugging Face export. Its matrix products carry no names of
/// their own: a product is known by the bias that is added to it. Query, key and value of a layer
/// become one product. The products' weights are laid out for oneDNN when the module is loaded,
/// which also takes bias and GELU into the product.
final class MiniLmBuilder {
  private static final int LAYERS = 6;
  private static final int HEADS = 12;
  private static final String LAYER_NORM_EPSILON = "1e-12";

  /// Of the usual batch, in tokens; the layout is right for others too.
  private static final int ROWS = 512;

  private final OnnxGraph graph;
  private final Map<String, FloatTensor> products;
  private final TorchScriptWriter module;
  private final ForwardMethod forward = new ForwardMethod("ids", "mask", "types");
  private final int width;

  /// What follows a product; `gelu` is the exact one, by the error function.
  private enum Activation {
    NONE,
    GELU
  }

  private MiniLmBuilder(OnnxGraph graph, TorchScriptWriter module) {
    this.graph = graph;
    this.module = module;
    this.products = productsByBias(graph);
    this.width = graph.weight("embeddings.word_embeddings.weight").length(1);
  }

  /// Writes the graph's network into that file.
  static void write(OnnxGraph graph, Path file) throws IOException {
    try (TorchScriptWriter module = new TorchScriptWriter(file, "MiniLm")) {
      new MiniLmBuilder(graph, module).write();
    }
  }

  private void write() throws IOException {
    String batch = forward.let("torch.size(ids, 0)");
    String length = forward.let("torch.size(ids, 1)");
    String bias = attentionBias();
    String x = embeddings(length);
    for (int layer = 0; layer < LAYERS; layer++) {
      x = layer("encoder.layer." + layer + ".", x, bias, batch, length);
    }
    module.finish(forward, unitLength(meanOverMask(x)));
  }

  private String embeddings(String length) throws IOException {
    String words = "torch.embedding(" + weight("embeddings.word_embeddings.weight") + ", ids)";
    String types =
        "torch.embedding(" + weight("embeddings.token_type_embeddings.weight") + ", types)";
    String positions = weight("embeddings.position_embeddings.weight");
    String place = "torch.unsqueeze(torch.slice(" + positions + ", 0, 0, " + length + "), 0)";
    String sum = "torch.add(torch.add(" + words + ", " + types + "), " + place + ")";
    return layerNorm("embeddings.LayerNorm", sum);
  }

  /// Padding is pushed out of the attention by a large negative score.
  private String attentionBias() {
    String real = "torch.unsqueeze(torch.unsqueeze(torch.gt(mask, 0), 1), 1)";
    return forward.let("torch.mul(torch.rsub(torch.to(" + real + ", 6), 1.), -10000.)");
  }

  private String layer(String prefix, String x, String bias, String batch, String length)
      throws IOException {
    String self = prefix + "attention.self.";
    String projected = linear(x, stackedProducts(self), stackedBiases(self));
    String heads =
        forward.let(
            "torch.permute(torch.view(%s, [%s, %s, 3, %s, %s]), [2, 0, 3, 1, 4])"
                .formatted(projected, batch, length, HEADS, width / HEADS));
    String attended =
        forward.let(
            ("torch.scaled_dot_product_attention(torch.select(%1$s, 0, 0), torch.select(%1$s, 0, 1),"
                    + " torch.select(%1$s, 0, 2), %2$s, 0., False)")
                .formatted(heads, bias));
    String joined =
        forward.let(
            "torch.reshape(torch.transpose(%s, 1, 2), [%s, %s, %s])"
                .formatted(attended, batch, length, width));
    String y =
        layerNorm(
            prefix + "attention.output.LayerNorm",
            "torch.add(" + dense(prefix + "attention.output.dense", joined) + ", " + x + ")");
    String intermediate = prefix + "intermediate.dense";
    String inner =
        linear(y, product(intermediate), graph.weight(intermediate + ".bias"), Activation.GELU);
    return layerNorm(
        prefix + "output.LayerNorm",
        "torch.add(" + dense(prefix + "output.dense", inner) + ", " + y + ")");
  }

  private String meanOverMask(String x) {
    String weights = forward.let("torch.unsqueeze(torch.to(mask, 6), -1)");
    String sum = "torch.sum(torch.mul(" + x + ", " + weights + "), [1])";
    return forward.let(
        "torch.div(" + sum + ", torch.clamp(torch.sum(" + weights + ", [1]), 1e-9))");
  }

  private String unitLength(String vectors) {
    String length = "torch.clamp(torch.norm(" + vectors + ", 2, [1], True), 1e-12)";
    return forward.let("torch.div(" + vectors + ", " + length + ")");
  }

  private String layerNorm(String name, String x) throws IOException {
    return forward.let(
        "torch.layer_norm(%s, [%s], %s, %s, %s)"
            .formatted(
                x, width, weight(name + ".weight"), weight(name + ".bias"), LAYER_NORM_EPSILON));
  }

  private String dense(String name, String x) throws IOException {
    return linear(x, product(name), graph.weight(name + ".bias"));
  }

  private String linear(String x, FloatTensor weight, FloatTensor bias) throws IOException {
    return linear(x, weight, bias, Activation.NONE);
  }

  private String linear(String x, FloatTensor weight, FloatTensor bias, Activation activation)
      throws IOException {
    return forward.let(
        ("ops.mkldnn._linear_pointwise(%s, %s, %s, \"%s\","
                + " annotate(List[Optional[number]], []), \"none\")")
            .formatted(
                x,
                module.tensor(weight, "ops.mkldnn._reorder_linear_weight(%s, " + ROWS + ")"),
                module.tensor(bias),
                activation.name().toLowerCase(Locale.ROOT)));
  }

  private String weight(String name) throws IOException {
    return module.tensor(graph.weight(name));
  }

  private FloatTensor stackedProducts(String self) {
    return FloatTensor.stacked(
        Stream.of("query", "key", "value").map(n -> product(self + n)).toList());
  }

  private FloatTensor stackedBiases(String self) {
    return FloatTensor.stacked(
        Stream.of("query", "key", "value").map(n -> graph.weight(self + n + ".bias")).toList());
  }

  private FloatTensor product(String name) {
    FloatTensor product = products.get(name + ".bias");
    if (product == null) {
      throw new IllegalArgumentException("the graph has no product for " + name);
    }
    return product;
  }

  /// ONNX multiplies `x · W`, `torch.linear` wants the transpose.
  private static Map<String, FloatTensor> productsByBias(OnnxGraph graph) {
    Map<String, FloatTensor> byOutput = new HashMap<>();
    Map<String, FloatTensor> byBias = new HashMap<>();
    for (OnnxNode node : graph.nodes()) {
      List<String> inputs = node.inputs();
      if (node.operator().equals("MatMul") && graph.weights().containsKey(inputs.get(1))) {
        byOutput.put(node.outputs().getFirst(), graph.weight(inputs.get(1)).transposed());
      }
      if (node.operator().equals("Add")) {
        bind(inputs.get(0), inputs.get(1), byOutput, byBias);
        bind(inputs.get(1), inputs.get(0), byOutput, byBias);
      }
    }
    return byBias;
  }

  private static void bind(
      String product,
      String bias,
      Map<String, FloatTensor> byOutput,
      Map<String, FloatTensor> byBias) {
    FloatTensor weight = byOutput.get(product);
    if (weight != null) {
      byBias.put(bias, weight);
    }
  }
}
