package dev.millrace.local.triggers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.local.json.Json;
import dev.millrace.local.lambda.InvocationResult;
import dev.millrace.local.lambda.InvocationResult.Answered;
import dev.millrace.local.lambda.InvocationResult.Failed;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Which items of a batch a function says have failed.
final class BatchFailures {
  private BatchFailures() {}

  /// {@return the ids that failed: none, some, or all when the answer cannot be trusted}
  ///
  /// @param result what the invocation gave
  /// @param items the ids of the batch
  /// @param partial whether the mapping lets the function name failures
  static Set<String> of(InvocationResult result, Collection<String> items, boolean partial) {
    Set<String> all = new LinkedHashSet<>(items);
    return switch (result) {
      case Failed _ -> all;
      case Answered _ when !partial -> Set.of();
      case Answered(String payload) ->
          Json.find(payload).flatMap(answer -> named(answer, all)).orElse(all);
    };
  }

  private static Optional<Set<String>> named(JsonNode answer, Set<String> all) {
    Set<String> failed = new LinkedHashSet<>();
    for (JsonNode failure : answer.path("batchItemFailures")) {
      String id = failure.path("itemIdentifier").asText("");
      if (!all.contains(id)) {
        return Optional.empty(); // as Lambda: an unknown id fails the whole batch
      }
      failed.add(id);
    }
    return Optional.of(failed);
  }
}
