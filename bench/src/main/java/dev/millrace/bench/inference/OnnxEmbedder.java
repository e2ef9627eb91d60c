package dev.millrace.bench.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.millrace.inference.djl.TokenBatch;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Map;

/// The embedder as published, run by ONNX Runtime: the peer that ours is compared with.
final class OnnxEmbedder implements AutoCloseable {
  private static final int DIMENSION = 384;

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  /// Loads the model, which will use one thread.
  OnnxEmbedder(Path file) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      session = environment.createSession(file.toString(), options);
    }
  }

  /// {@return what the network gives for each token, row by row; no more than a bare call does}
  FloatBuffer run(TokenBatch tokens) throws OrtException {
    long[] shape = {tokens.rows(), tokens.columns()};
    try (OnnxTensor ids = tensor(tokens.ids(), shape);
        OnnxTensor mask = tensor(tokens.mask(), shape);
        OnnxTensor types = tensor(new long[tokens.ids().length], shape);
        OrtSession.Result result =
            session.run(
                Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
      return ((OnnxTensor) result.get(0)).getFloatBuffer();
    }
  }

  /// {@return a vector of length 1 for each text: the mean over its tokens}
  float[][] embed(TokenBatch tokens) throws OrtException {
    FloatBuffer states = run(tokens);
    float[][] vectors = new float[tokens.rows()][DIMENSION];
    for (int row = 0; row < tokens.rows(); row++) {
      for (int column = 0; column < tokens.columns(); column++) {
        int token = row * tokens.columns() + column;
        for (int d = 0; d < DIMENSION; d++) {
          vectors[row][d] += tokens.mask()[token] * states.get(token * DIMENSION + d);
        }
      }
      toLengthOne(vectors[row]);
    }
    return vectors;
  }

  private OnnxTensor tensor(long[] values, long[] shape) throws OrtException {
    return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
  }

  private static void toLengthOne(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += value * value;
    }
    for (int d = 0; d < vector.length; d++) {
      vector[d] = (float) (vector[d] / Math.sqrt(squares));
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
