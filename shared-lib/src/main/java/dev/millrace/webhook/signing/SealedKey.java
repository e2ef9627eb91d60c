package dev.millrace.webhook.signing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A key of an endpoint as it is kept.
///
/// @param sealed the [SigningKey], which only its [EndpointKeys] can open
/// @param publicKey what verifies its signatures; null if that is a secret too
/// @param expiresAt when it signs no more; null for the current key
public record SealedKey(String sealed, @Nullable String publicKey, @Nullable Instant expiresAt) {
  /// {@return whether it signs}
  public boolean validAt(Instant now) {
    return expiresAt == null || expiresAt.isAfter(now);
  }

  /// {@return whether it is the one that newer keys have not replaced}
  public boolean current() {
    return expiresAt == null;
  }

  /// {@return this key with an end, unless its end is nearer already}
  public SealedKey until(Instant end) {
    return expiresAt != null && expiresAt.isBefore(end)
        ? this
        : new SealedKey(sealed, publicKey, end);
  }
}
