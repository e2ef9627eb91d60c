package dev.millrace.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Base64;
import java.util.random.RandomGenerator;

/// What an endpoint and we share, so that it can tell our requests from others'. Standard Webhooks
/// writes it as `whsec_` and the key in base 64. It does not show itself in texts.
public record EndpointSecret(@JsonValue String value) {
  private static final String PREFIX = "whsec_";
  private static final int KEY_BYTES = 32;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public EndpointSecret {
    if (!value.startsWith(PREFIX)) {
      throw new IllegalArgumentException("a secret starts with " + PREFIX);
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
    return Base64.getDecoder().decode(value.substring(PREFIX.length()));
  }

  @Override
  public String toString() {
    return PREFIX + "…";
  }
}
