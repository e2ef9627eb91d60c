package dev.millrace.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals with a key of its own (AES-256 in Galois/counter mode), for machines without a key
/// service. A sealed text is the base 64 of the nonce and the ciphertext.
public final class LocalSecretBox implements SecretBox {
  private static final String TRANSFORMATION = "AES/GCM/NoPadding";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random;

  /// @param key in base 64
  /// @throws IllegalArgumentException if the key is not one of 32 bytes
  public LocalSecretBox(String key, SecureRandom random) {
    byte[] bytes = Base64.getDecoder().decode(key);
    if (bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException("a key has %d bytes".formatted(KEY_BYTES));
    }
    this.key = new SecretKeySpec(bytes, "AES");
    this.random = random;
  }

  @Override
  public String seal(byte[] secret, Map<String, String> context) {
    SecretBox.checkSize(secret);
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(secret);
      byte[] sealed =
          ByteBuffer.allocate(nonce.length + ciphertext.length).put(nonce).put(ciphertext).array();
      return Base64.getEncoder().encodeToString(sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + TRANSFORMATION, e);
    }
  }

  @Override
  public byte[] open(String sealed, Map<String, String> context) {
    try {
      byte[] bytes = Base64.getDecoder().decode(sealed);
      byte[] nonce = new byte[NONCE_BYTES];
      ByteBuffer.wrap(bytes, 0, Math.min(NONCE_BYTES, bytes.length)).get(nonce);
      return cipher(Cipher.DECRYPT_MODE, nonce, context)
          .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new BrokenSealException(e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, Map<String, String> context)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(TRANSFORMATION);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    new TreeMap<>(context)
        .forEach((name, value) -> {
          update(cipher, name);
          update(cipher, value);
        });
    return cipher;
  }

  /// Each text is bound with its length, so that no two contexts read the same.
  private static void update(Cipher cipher, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    cipher.updateAAD(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
    cipher.updateAAD(bytes);
  }
}
