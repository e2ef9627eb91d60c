package dev.millrace.testing;

import dev.millrace.secret.LocalSecretBox;
import dev.millrace.secret.SecretBox;
import java.security.SecureRandom;
import java.util.Base64;

/// Seals that every test can open.
public final class Seals {
  private static final int KEY_BYTES = 32;

  private Seals() {}

  /// {@return a box whose key everybody knows}
  public static SecretBox box() {
    return new LocalSecretBox(
        Base64.getEncoder().encodeToString(new byte[KEY_BYTES]), new SecureRandom());
  }
}
