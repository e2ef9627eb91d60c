package dev.millrace.presign;

import dev.millrace.config.Env;
import dev.millrace.eta.sqs.FileQueues;
import dev.millrace.presign.flag.SizeLimits;
import dev.millrace.upload.Kind;
import dev.millrace.upload.multipart.PartSizes;
import dev.millrace.webhook.guard.Cidr;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What this function reads from its environment.
///
/// @param uploadsTable `UPLOADS_TABLE`, the table of uploads
/// @param controlTable `CONTROL_TABLE`, flags, limits, upload tokens, requests that may be repeated
/// @param bucket `BUCKET`, where the bytes go
/// @param limits `MAX_PDF_BYTES`, `MAX_CSV_BYTES`, `MAX_TEXT_BYTES`, `MAX_IMAGE_BYTES`
/// @param contentTypes `ALLOWED_CONTENT_TYPES`, the media types that are taken
/// @param queues where files wait for a worker
/// @param urlTtl `UPLOAD_URL_TTL`, how long a signed request may be used
/// @param secretKey `SECRET_KEY`, which kept answers with tokens, and the passwords of documents,
///   are sealed with
/// @param publicUrl `PUBLIC_URL`, what callers know this API by; empty if by the gateway's own name
/// @param trustedProxies `TRUSTED_PROXIES`, whose word about the client's address is taken
record PresignConfig(
    String uploadsTable,
    String controlTable,
    String bucket,
    SizeLimits limits,
    Set<String> contentTypes,
    FileQueues queues,
    Duration urlTtl,
    String secretKey,
    String publicUrl,
    List<Cidr> trustedProxies) {
  private static final long MEGABYTE = 1024 * 1024;

  static PresignConfig from(Map<String, String> environment) {
    Env env = new Env(environment);
    return env.checked(
        new PresignConfig(
            env.required("UPLOADS_TABLE"),
            env.required("CONTROL_TABLE"),
            env.required("BUCKET"),
            new SizeLimits(
                env.integer("MAX_PDF_BYTES", 50 * MEGABYTE, 1, PartSizes.LARGEST_FILE),
                env.integer("MAX_CSV_BYTES", 100 * MEGABYTE, 1, PartSizes.LARGEST_FILE),
                env.integer("MAX_TEXT_BYTES", 10 * MEGABYTE, 1, PartSizes.LARGEST_FILE),
                env.integer("MAX_IMAGE_BYTES", 10 * MEGABYTE, 1, PartSizes.LARGEST_FILE)),
            contentTypes(env),
            FileQueues.from(env),
            env.duration("UPLOAD_URL_TTL", Duration.ofHours(1)),
            env.required("SECRET_KEY"),
            env.text("PUBLIC_URL", "").replaceFirst("/+$", ""),
            env.list("TRUSTED_PROXIES", Cidr::parse)));
  }

  private static Set<String> contentTypes(Env env) {
    Set<String> wanted = Set.copyOf(env.list("ALLOWED_CONTENT_TYPES"));
    Set<String> known =
        Arrays.stream(Kind.values())
            .flatMap(kind -> kind.contentTypes().stream())
            .collect(Collectors.toUnmodifiableSet());
    env.check(
        known.containsAll(wanted),
        "ALLOWED_CONTENT_TYPES must be some of " + known.stream().sorted().toList());
    return wanted.isEmpty() ? known : wanted;
  }
}
