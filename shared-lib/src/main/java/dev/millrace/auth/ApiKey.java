package dev.millrace.auth;

import dev.millrace.id.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A key that speaks for a tenant. Only its hash is kept.
///
/// @param hash SHA-256 of the whole key, lower-case hex
/// @param shownPrefix the first characters, by which people tell their keys apart
/// @param scopes what it may be used for; `*` for everything
public record ApiKey(
    String hash,
    String keyId,
    String shownPrefix,
    String tenantId,
    List<String> scopes,
    Instant createdAt,
    @Nullable Instant revokedAt) {
  /// What every key starts with.
  public static final String PREFIX = "mk_";

  private static final int SHOWN = 10;

  public ApiKey {
    scopes = List.copyOf(scopes);
  }

  /// {@return a new key, which nobody can guess}
  ///
  /// @param random a secure source
  public static String generate(RandomGenerator random) {
    return PREFIX + Ids.secret(random);
  }

  /// {@return what is kept of a key}
  public static ApiKey of(
      String key, String keyId, String tenantId, List<String> scopes, Instant createdAt) {
    String shown = key.substring(0, Math.min(SHOWN, key.length() / 2));
    return new ApiKey(hash(key), keyId, shown, tenantId, scopes, createdAt, null);
  }

  /// {@return this key, of no more use}
  public ApiKey revoked(Instant now) {
    return new ApiKey(
        hash, keyId, shownPrefix, tenantId, scopes, createdAt, revokedAt == null ? now : revokedAt);
  }

  /// {@return the hash by which a key is found}
  public static String hash(String key) {
    return HexFormat.of().formatHex(Ids.sha256(key.getBytes(StandardCharsets.UTF_8)));
  }
}
