package dev.millrace.inference.http;

import dev.millrace.http.ApiProblem;
import dev.millrace.inference.core.model.ModelException;
import java.util.function.Supplier;

/// What clients are told while a model gives no answer.
final class ModelProblem {
  private ModelProblem() {}

  /// {@return what the action gives}
  ///
  /// @throws ApiProblem 503 if the model gives no answer
  static <T> T unlessDown(Supplier<T> action) {
    try {
      return action.get();
    } catch (ModelException e) {
      throw new ApiProblem(
              503,
              "model_unavailable",
              "Model unavailable",
              "The model gives no answer at the moment.")
          .withHeader("retry-after", "60");
    }
  }
}
