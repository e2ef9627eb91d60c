package dev.millrace.http;

import dev.millrace.limit.Limit;
import java.util.function.Function;

/// Stands before routes that are limited.
@FunctionalInterface
public interface Gate {
  /// Lets every request through.
  Gate OPEN = (_, request, action) -> action.apply(request);

  /// {@return what the action answers, if the limit allows it}
  ///
  /// @throws ApiProblem 429 if it does not
  HttpResponse pass(Limit limit, HttpRequest request, Function<HttpRequest, HttpResponse> action);
}
