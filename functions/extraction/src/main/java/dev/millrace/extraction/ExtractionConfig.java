package dev.millrace.extraction;

import dev.millrace.config.Env;
import dev.millrace.upload.Priority;
import java.time.Duration;
import java.util.Map;

/// What this function reads from its environment.
///
/// @param uploadsTable `UPLOADS_TABLE`, the table of uploads and runs
/// @param bucket `BUCKET`, where originals and derived objects lie
/// @param queueUrls `DOCUMENTS_NORMAL_QUEUE_URL` and `DOCUMENTS_HIGH_QUEUE_URL`, where documents
///   are told of
/// @param runLease `RUN_LEASE`, how long a run stays with a worker that does not renew it
/// @param messageVisibility `MESSAGE_VISIBILITY`, how long a message stays hidden likewise
/// @param maxPdfBytes `MAX_PDF_BYTES`, size of the largest PDF
/// @param maxCsvBytes `MAX_CSV_BYTES`, size of the largest CSV
/// @param maxTextBytes `MAX_TEXT_BYTES`, size of the largest plain text
record ExtractionConfig(
    String uploadsTable,
    String bucket,
    Map<Priority, String> queueUrls,
    Duration runLease,
    Duration messageVisibility,
    long maxPdfBytes,
    long maxCsvBytes,
    long maxTextBytes) {
  private static final long MEGABYTE = 1_000_000;

  ExtractionConfig {
    queueUrls = Map.copyOf(queueUrls);
  }

  static ExtractionConfig from(Map<String, String> environment) {
    Env env = new Env(environment);
    return env.checked(
        new ExtractionConfig(
            env.required("UPLOADS_TABLE"),
            env.required("BUCKET"),
            Map.of(
                Priority.NORMAL, env.required("DOCUMENTS_NORMAL_QUEUE_URL"),
                Priority.HIGH, env.required("DOCUMENTS_HIGH_QUEUE_URL")),
            env.duration("RUN_LEASE", Duration.ofSeconds(50)),
            env.duration("MESSAGE_VISIBILITY", Duration.ofSeconds(60)),
            env.integer("MAX_PDF_BYTES", 50 * MEGABYTE, 1, Long.MAX_VALUE),
            env.integer("MAX_CSV_BYTES", 100 * MEGABYTE, 1, Long.MAX_VALUE),
            env.integer("MAX_TEXT_BYTES", 10 * MEGABYTE, 1, Long.MAX_VALUE)));
  }
}
