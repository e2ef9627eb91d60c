package dev.millrace.webhook.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/// A private key whose signatures an endpoint verifies without being able to make them. Standard
/// Webhooks writes it as `whsk_`, the 32 bytes of the seed and the 32 of the public key in base 64.
public record Ed25519Key(String value) implements SigningKey {
  static final String PREFIX = "whsk_";
  private static final String PUBLIC_PREFIX = "whpk_";
  private static final String ALGORITHM = "Ed25519";
  private static final int SEED_BYTES = 32;
  private static final int PUBLIC_BYTES = 32;

  /// @throws IllegalArgumentException if the text is no such key
  public Ed25519Key {
    if (!value.startsWith(PREFIX) || decoded(value).length != SEED_BYTES + PUBLIC_BYTES) {
      throw new IllegalArgumentException("not a private key of Ed25519");
    }
  }

  /// {@return a new key}
  public static Ed25519Key generate(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
      generator.initialize(NamedParameterSpec.ED25519, random);
      KeyPair pair = generator.generateKeyPair();
      byte[] both = new byte[SEED_BYTES + PUBLIC_BYTES];
      System.arraycopy(tail(pair.getPrivate().getEncoded(), SEED_BYTES), 0, both, 0, SEED_BYTES);
      System.arraycopy(
          tail(pair.getPublic().getEncoded(), PUBLIC_BYTES), 0, both, SEED_BYTES, PUBLIC_BYTES);
      return new Ed25519Key(PREFIX + Base64.getEncoder().encodeToString(both));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /// {@return the key that signs}
  public PrivateKey privateKey() {
    try {
      byte[] seed = Arrays.copyOf(decoded(value), SEED_BYTES);
      return KeyFactory.getInstance(ALGORITHM)
          .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /// {@return what the endpoint verifies with: `whpk_` and base 64; no secret}
  public String publicKey() {
    return PUBLIC_PREFIX + Base64.getEncoder().encodeToString(tail(decoded(value), PUBLIC_BYTES));
  }

  @Override
  public String toString() {
    return PREFIX + "…";
  }

  private static byte[] decoded(String value) {
    return Base64.getDecoder().decode(value.substring(PREFIX.length()));
  }

  private static byte[] tail(byte[] bytes, int length) {
    return Arrays.copyOfRange(bytes, bytes.length - length, bytes.length);
  }
}
