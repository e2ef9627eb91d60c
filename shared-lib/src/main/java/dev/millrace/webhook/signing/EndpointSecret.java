package dev.millrace.webhook.signing;

import java.util.Base64;
import java.util.random.RandomGenerator;

/// What an endpoint and we share, so that it can tell our requests from others'. Standard Webhooks
/// writes it as `whsec_` and 24 to 64 bytes in base 64.
public record EndpointSecret(String value) implements SigningKey {
  private static final String PREFIX = "whsec_";
  private static final int KEY_BYTES = 32;
  private static final int MIN_KEY_BYTES = 24;
  private static final int MAX_KEY_BYTES = 64;

  /// @throws IllegalArgumentException if the text is no such secret
  public EndpointSecret {
    if (!value.startsWith(PREFIX)) {
      throw new IllegalArgumentException("a secret starts with " + PREFIX);
    }
    int length = decoded(value).length;
    if (length < MIN_KEY_BYTES || length > MAX_KEY_BYTES) {
      throw new IllegalArgumentException(
          "a secret has %d to %d bytes".formatted(MIN_KEY_BYTES, MAX_KEY_BYTES));
    }
  }

  /// {@return a new secret}
  ///
  /// @param random a secure source
  public static EndpointSecret generate(RandomGenerator random) {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return new EndpointSecret(PREFIX + Base64.getEncoder().encodeToString(key));
  }

  /// {@return the bytes that sign}
  public byte[] key() {
    return decoded(value);
  }

  @Override
  public String toString() {
    return PREFIX + "…";
  }

  private static byte[] decoded(String value) {
    return Base64.getDecoder().decode(value.substring(PREFIX.length()));
  }
}
