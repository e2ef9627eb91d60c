package dev.millrace.presign;

import dev.millrace.config.Env;
import dev.millrace.presign.core.SizeLimits;
import dev.millrace.webhook.Cidr;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What this function reads from its environment.
///
/// @param uploadsTable `UPLOADS_TABLE`, the table of uploads
/// @param controlTable `CONTROL_TABLE`, the table of limits, and of requests that may be repeated
/// @param bucket `BUCKET`, where the bytes go
/// @param limits `MAX_PDF_BYTES`, `MAX_CSV_BYTES`, `MAX_TEXT_BYTES`, `MAX_IMAGE_BYTES`
/// @param urlTtl `UPLOAD_URL_TTL`, how long a signed request may be used
/// @param trustedProxies `TRUSTED_PROXIES`, whose word about the client's address is taken
record PresignConfig(
    String uploadsTable,
    String controlTable,
    String bucket,
    SizeLimits limits,
    Duration urlTtl,
    List<Cidr> trustedProxies) {
  private static final long MEGABYTE = 1024 * 1024;

  /// The most that S3 takes in one request.
  private static final long MOST_BYTES = 5 * 1024 * MEGABYTE;

  static PresignConfig from(Map<String, String> environment) {
    Env env = new Env(environment);
    return env.checked(
        new PresignConfig(
            env.required("UPLOADS_TABLE"),
            env.required("CONTROL_TABLE"),
            env.required("BUCKET"),
            new SizeLimits(
                env.integer("MAX_PDF_BYTES", 50 * MEGABYTE, 1, MOST_BYTES),
                env.integer("MAX_CSV_BYTES", 100 * MEGABYTE, 1, MOST_BYTES),
                env.integer("MAX_TEXT_BYTES", 10 * MEGABYTE, 1, MOST_BYTES),
                env.integer("MAX_IMAGE_BYTES", 10 * MEGABYTE, 1, MOST_BYTES)),
            env.duration("UPLOAD_URL_TTL", Duration.ofHours(1)),
            env.list("TRUSTED_PROXIES", Cidr::parse)));
  }
}
