package dev.millrace.eta.sqs;

import dev.millrace.config.Env;
import dev.millrace.eta.EstimateTime.Workers;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Priority;
import java.util.Map;
import java.util.Objects;

/// The queues that files wait in, and how many are taken from each at a time.
///
/// @param documents `DOCUMENTS_NORMAL_QUEUE_URL`, `DOCUMENTS_HIGH_QUEUE_URL`
/// @param images `IMAGES_NORMAL_QUEUE_URL`, `IMAGES_HIGH_QUEUE_URL`
/// @param documentWorkers `EXTRACTION_CONCURRENCY`
/// @param imageWorkers `INFERENCE_CONCURRENCY`
public record FileQueues(
    Map<Priority, String> documents,
    Map<Priority, String> images,
    int documentWorkers,
    int imageWorkers) {
  public FileQueues {
    documents = Map.copyOf(documents);
    images = Map.copyOf(images);
  }

  /// {@return the queues that an environment names}
  public static FileQueues from(Env env) {
    return new FileQueues(
        Map.of(
            Priority.NORMAL, env.required("DOCUMENTS_NORMAL_QUEUE_URL"),
            Priority.HIGH, env.required("DOCUMENTS_HIGH_QUEUE_URL")),
        Map.of(
            Priority.NORMAL, env.required("IMAGES_NORMAL_QUEUE_URL"),
            Priority.HIGH, env.required("IMAGES_HIGH_QUEUE_URL")),
        (int) env.integer("EXTRACTION_CONCURRENCY", 10, 1, 1000),
        (int) env.integer("INFERENCE_CONCURRENCY", 5, 1, 1000));
  }

  /// {@return how many files are taken from each queue at a time}
  public Workers workers() {
    return new Workers(documentWorkers, imageWorkers);
  }

  String url(Kind kind, Priority priority) {
    return Objects.requireNonNull((kind == Kind.IMAGE ? images : documents).get(priority));
  }
}
