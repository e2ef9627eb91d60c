package dev.millrace.inference.djl;

import ai.djl.MalformedModelException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import dev.millrace.inference.core.model.ModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Function;

/// A TorchScript archive that is loaded for as long as the sandbox lives. One thread at a time.
final class TorchModel {
  private final Predictor<NDList, NDList> predictor;
  private final NDManager manager;

  private TorchModel(ZooModel<NDList, NDList> model) {
    this.predictor = model.newPredictor();
    this.manager = model.getNDManager();
  }

  /// {@return the model in that folder's `model.pt`}
  static TorchModel load(Path folder) {
    try {
      return new TorchModel(
          Criteria.builder()
              .setTypes(NDList.class, NDList.class)
              .optEngine("PyTorch")
              .optModelPath(folder)
              .optModelName("model")
              .optTranslator(new NoopTranslator())
              .build()
              .loadModel());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    } catch (ModelNotFoundException | MalformedModelException e) {
      throw new ModelException("not a model: " + folder, e);
    }
  }

  /// Runs the model.
  ///
  /// @param input makes the input tensors with the manager, which frees them afterwards
  /// @return the elements of its first output
  float[] run(Function<NDManager, NDList> input) {
    try (NDManager scope = manager.newSubManager();
        NDList output = predictor.predict(input.apply(scope))) {
      NDArray first = output.head();
      return first.toFloatArray();
    } catch (TranslateException | RuntimeException e) {
      throw new ModelException("the model gave no answer", e);
    }
  }
}
