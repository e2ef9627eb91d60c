package dev.millrace.inference.djl;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.millrace.inference.core.model.EmbedderDescription;
import dev.millrace.inference.core.model.TextEmbedder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A text embedder from a model bundle.
public final class DjlTextEmbedder implements TextEmbedder {
  private static final String WARM_UP = "The first call costs several times what others do.";

  private final EmbedderDescription description;
  private final HuggingFaceTokenizer tokenizer;
  private final TorchModel model;

  private DjlTextEmbedder(EmbedderBundle bundle) {
    this.description = bundle.description();
    this.tokenizer = tokenizer(bundle.tokenizer(), description.maxTokens());
    this.model = TorchModel.load(bundle.folder());
  }

  /// {@return the embedder in that folder, which has seen a first text}
  ///
  /// @throws BundleException if it is not what its description says
  public static DjlTextEmbedder load(Path folder) {
    EmbedderBundle bundle = EmbedderBundle.in(folder);
    Bundles.verify(folder, bundle.description().sha256());
    DjlTextEmbedder embedder = new DjlTextEmbedder(bundle);
    int dimension = embedder.embed(List.of(WARM_UP))[0].length;
    if (dimension != bundle.description().dimension()) {
      throw new BundleException(
          folder,
          List.of(
              "the network gives vectors of %d numbers, but dimension is %d"
                  .formatted(dimension, bundle.description().dimension())));
    }
    return embedder;
  }

  @Override
  public EmbedderDescription description() {
    return description;
  }

  @Override
  public float[][] embed(List<String> texts) {
    return embed(tokenize(texts));
  }

  /// {@return the texts in tokens, none longer than the model takes}
  public TokenBatch tokenize(List<String> texts) {
    Encoding[] encodings = tokenizer.batchEncode(texts);
    int rows = encodings.length;
    int columns = encodings[0].getIds().length;
    long[] ids = new long[rows * columns];
    long[] mask = new long[rows * columns];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(encodings[row].getIds(), 0, ids, row * columns, columns);
      System.arraycopy(encodings[row].getAttentionMask(), 0, mask, row * columns, columns);
    }
    return new TokenBatch(rows, ids, mask);
  }

  /// {@return a vector of length 1 for each text}
  ///
  /// @throws dev.millrace.inference.core.model.ModelException if the model gives no answer
  public float[][] embed(TokenBatch tokens) {
    Shape shape = new Shape(tokens.rows(), tokens.columns());
    float[] vectors =
        model.run(manager ->
            new NDList(
                manager.create(tokens.ids(), shape),
                manager.create(tokens.mask(), shape),
                manager.create(new long[tokens.ids().length], shape)));
    return rows(vectors, tokens.rows());
  }

  /// The file's own settings pad every text to one fixed length.
  private static HuggingFaceTokenizer tokenizer(Path file, int maxTokens) {
    try {
      return HuggingFaceTokenizer.newInstance(
          file,
          Map.of(
              "padding", "true",
              "truncation", "true",
              "maxLength", String.valueOf(maxTokens),
              "modelMaxLength", "512"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static float[][] rows(float[] matrix, int rows) {
    int columns = matrix.length / rows;
    float[][] split = new float[rows][];
    for (int row = 0; row < rows; row++) {
      split[row] = Arrays.copyOfRange(matrix, row * columns, (row + 1) * columns);
    }
    return split;
  }
}
