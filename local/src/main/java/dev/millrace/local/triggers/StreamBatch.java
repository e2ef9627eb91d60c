package dev.millrace.local.triggers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.local.json.Json;
import dev.millrace.local.lambda.Invocable;
import dev.millrace.local.lambda.Invocation;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/// Takes one batch of records to the function until each has succeeded or is given up: a failed
/// batch is tried again from its first failed record, in halves when the mapping says so.
final class StreamBatch {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Invocable function;
  private final StreamMapping mapping;
  private final BiConsumer<List<ObjectNode>, Integer> givenUp;

  /// Creates a batch runner.
  ///
  /// @param givenUp takes the records that no retry is left for, and how often they were tried
  StreamBatch(
      Invocable function, StreamMapping mapping, BiConsumer<List<ObjectNode>, Integer> givenUp) {
    this.function = function;
    this.mapping = mapping;
    this.givenUp = givenUp;
  }

  void process(List<ObjectNode> records) throws InterruptedException {
    List<ObjectNode> rest = records;
    for (int failures = 0; !rest.isEmpty(); ) {
      List<ObjectNode> left = failedPart(rest);
      if (!left.isEmpty()) {
        boolean progress = left.size() < rest.size();
        failures = progress ? 1 : failures + 1;
        Thread.sleep(pause(failures));
        if (mapping.bisect() && left.size() > 1) { // which is no retry
          int middle = left.size() / 2;
          process(left.subList(0, middle));
          process(left.subList(middle, left.size()));
          return;
        }
        if (mapping.retries() >= 0 && failures > mapping.retries()) {
          givenUp.accept(left, failures);
          return;
        }
      }
      rest = left;
    }
  }

  /// Runs the function; {@return what has to be tried again: from the first failed record on}
  private List<ObjectNode> failedPart(List<ObjectNode> records) throws InterruptedException {
    ObjectNode event = Json.object();
    event.putArray("Records").addAll(records);
    List<String> numbers = records.stream().map(StreamBatch::sequenceNumber).toList();
    Set<String> failed =
        BatchFailures.of(
            function.invoke(Invocation.of(Json.write(event))), numbers, mapping.partialFailures());
    return failed.stream()
        .map(numbers::indexOf)
        .min(Integer::compare)
        .map(first -> records.subList(first, records.size()))
        .orElse(List.of());
  }

  static String sequenceNumber(ObjectNode event) {
    return event.path("dynamodb").path("SequenceNumber").asText();
  }

  private static Duration pause(int failed) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failed, 10));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }
}
