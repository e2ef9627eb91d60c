package dev.millrace.http;

import dev.millrace.limit.Limit;
import dev.millrace.limit.Permit;
import java.time.Duration;
import java.util.Map;

/// Tells clients of limits, as draft-ietf-httpapi-ratelimit-headers-10 has it.
public final class RateHeaders {
  private RateHeaders() {}

  /// {@return the headers that tell what a limit leaves}
  static Map<String, String> of(Permit permit) {
    Limit limit = permit.limit();
    String unit = limit.unit().equals("requests") ? "" : ";qu=\"" + limit.unit() + "\"";
    return Map.of(
        "ratelimit",
        "\"%s\";r=%d;t=%d".formatted(limit.wireName(), permit.remaining(), seconds(permit)),
        "ratelimit-policy",
        "\"%s\";q=%d;w=%d%s"
            .formatted(limit.wireName(), permit.quota(), limit.window().toSeconds(), unit));
  }

  /// {@return the refusal of what a limit did not grant}
  public static ApiProblem refusal(Permit permit) {
    long seconds = seconds(permit);
    String words = words(permit);
    ApiProblem problem =
        new ApiProblem(
                429,
                "rate_limit_exceeded",
                "Too much",
                "Allowed are %s. Try again in %d seconds.".formatted(words, seconds))
            .with("retryAfterSeconds", seconds)
            .with("limit", words)
            .withHeader("retry-after", Long.toString(seconds));
    of(permit).forEach(problem::withHeader);
    return problem;
  }

  private static String words(Permit permit) {
    Limit limit = permit.limit();
    String what =
        switch (limit) {
          case DAILY_UPLOADS -> "uploads";
          case DAILY_BYTES -> "bytes";
          case ADDRESS -> "requests from one address";
          case UPLOADS, WRITES, MODELS -> "requests";
        };
    return "%d %s in %d seconds".formatted(permit.quota(), what, limit.window().toSeconds());
  }

  /// {@return when to come back, in whole seconds, one at least}
  private static long seconds(Permit permit) {
    return Math.max(1, permit.until().plus(Duration.ofMillis(999)).toSeconds());
  }
}
