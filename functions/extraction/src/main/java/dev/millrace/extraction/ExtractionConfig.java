package dev.millrace.extraction;

import dev.millrace.config.Env;
import dev.millrace.intake.IntakeConfig;
import dev.millrace.upload.Priority;
import java.util.Map;

/// What this function reads from its environment.
///
/// @param intake how files are taken in
/// @param secretKey `SECRET_KEY`, which the passwords of documents are sealed with
/// @param queueUrls `DOCUMENTS_NORMAL_QUEUE_URL` and `DOCUMENTS_HIGH_QUEUE_URL`, where documents
///   are told of
/// @param heavyQueueUrl `HEAVY_QUEUE_URL`, where the heavy extraction is told of documents; empty
///   if there is none
/// @param maxPdfBytes `MAX_PDF_BYTES`, size of the largest PDF, office file or e-mail
/// @param maxCsvBytes `MAX_CSV_BYTES`, size of the largest CSV
/// @param maxTextBytes `MAX_TEXT_BYTES`, size of the largest text or web page
/// @param maxMemoryBytes `MAX_MEMORY_BYTES`, the most heap that a run may fill for good
record ExtractionConfig(
    IntakeConfig intake,
    String secretKey,
    Map<Priority, String> queueUrls,
    String heavyQueueUrl,
    long maxPdfBytes,
    long maxCsvBytes,
    long maxTextBytes,
    long maxMemoryBytes) {
  private static final long MEGABYTE = 1_000_000;

  ExtractionConfig {
    queueUrls = Map.copyOf(queueUrls);
  }

  static ExtractionConfig from(Map<String, String> environment) {
    Env env = new Env(environment);
    return env.checked(
        new ExtractionConfig(
            IntakeConfig.from(env),
            env.required("SECRET_KEY"),
            Map.of(
                Priority.NORMAL, env.required("DOCUMENTS_NORMAL_QUEUE_URL"),
                Priority.HIGH, env.required("DOCUMENTS_HIGH_QUEUE_URL")),
            env.text("HEAVY_QUEUE_URL", ""),
            env.integer("MAX_PDF_BYTES", 50 * MEGABYTE, 1, Long.MAX_VALUE),
            env.integer("MAX_CSV_BYTES", 100 * MEGABYTE, 1, Long.MAX_VALUE),
            env.integer("MAX_TEXT_BYTES", 10 * MEGABYTE, 1, Long.MAX_VALUE),
            env.integer("MAX_MEMORY_BYTES", 1_500 * MEGABYTE, 1, Long.MAX_VALUE)));
  }
}
