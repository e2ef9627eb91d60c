package dev.millrace.idempotency;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request that came with a key, and how far it got.
///
/// @param fingerprint tells it from other requests under the same key
/// @param owner the try that works on it
/// @param lockedUntil while it is worked on, repeats are sent away until then
/// @param answer what was answered, once it was
/// @param expiresAt when its key is free again
public record KeptRequest(
    String tenantId,
    String key,
    String fingerprint,
    String owner,
    Instant firstSeenAt,
    Instant lockedUntil,
    Instant expiresAt,
    @Nullable Answer answer) {

  /// An answer as it was given.
  ///
  /// @param headers names in lower case
  public record Answer(int status, Map<String, String> headers, String body) {
    public Answer {
      headers = Map.copyOf(headers);
    }
  }

  /// {@return this request with its answer}
  public KeptRequest answered(Answer given) {
    return new KeptRequest(
        tenantId, key, fingerprint, owner, firstSeenAt, lockedUntil, expiresAt, given);
  }

  /// {@return this request in the hands of another try until the time given}
  KeptRequest takenBy(String newOwner, Instant until) {
    return new KeptRequest(
        tenantId, key, fingerprint, newOwner, firstSeenAt, until, expiresAt, answer);
  }
}
