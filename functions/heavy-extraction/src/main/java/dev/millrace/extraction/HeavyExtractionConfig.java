package dev.millrace.extraction;

import dev.millrace.config.Env;
import java.util.Map;

/// What this function reads from its environment.
///
/// @param extraction what the ordinary extraction reads too; its queues are this function's one
/// @param languages `OCR_LANGUAGES`, of tesseract's data files, joined by `+`
/// @param maxLegacyBytes `MAX_LEGACY_BYTES`, size of the largest document of an old Office program
record HeavyExtractionConfig(ExtractionConfig extraction, String languages, long maxLegacyBytes) {
  private static final long DEFAULT_LEGACY_BYTES = 25_000_000;

  static HeavyExtractionConfig from(Map<String, String> environment) {
    Env env = new Env(environment);
    return env.checked(
        new HeavyExtractionConfig(
            ExtractionConfig.from(environment),
            env.text("OCR_LANGUAGES", "eng"),
            env.integer("MAX_LEGACY_BYTES", DEFAULT_LEGACY_BYTES, 1, Long.MAX_VALUE)));
  }
}
