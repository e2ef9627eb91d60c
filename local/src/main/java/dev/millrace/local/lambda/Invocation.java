package dev.millrace.local.lambda;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/// One event for a function.
///
/// @param requestId the id of the invocation
/// @param payload the event, as JSON
/// @param traceHeader the trace that the invocation belongs to
public record Invocation(String requestId, String payload, String traceHeader) {
  private static final SecureRandom RANDOM = new SecureRandom();

  /// {@return an invocation that begins a trace}
  public static Invocation of(String payload) {
    return of(payload, newTrace());
  }

  /// {@return an invocation that goes on with a trace}
  ///
  /// @param trace the trace, as `Root=…`
  public static Invocation of(String payload, String trace) {
    return new Invocation(
        UUID.randomUUID().toString(),
        payload,
        "%s;Parent=%s;Sampled=1".formatted(trace, random(8)));
  }

  /// {@return a new trace, as `Root=…`}
  public static String newTrace() {
    return "Root=1-%08x-%s".formatted(Instant.now().getEpochSecond(), random(12));
  }

  private static String random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
