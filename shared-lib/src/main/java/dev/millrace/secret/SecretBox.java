package dev.millrace.secret;

import java.util.Map;

/// Seals small secrets, so that they can be kept where others may read.
public interface SecretBox {
  /// How large a secret may be.
  int MAX_BYTES = 4096;

  /// {@return a secret in sealed form: ASCII text, different each time}
  ///
  /// @param context what the secret belongs to; not secret itself, and needed to open it again, so
  ///   that a sealed text that was put in another's place does not open
  /// @throws IllegalArgumentException if the secret is empty or larger than [#MAX_BYTES]
  String seal(byte[] secret, Map<String, String> context);

  /// {@return the secret that was sealed}
  ///
  /// @throws BrokenSealException if the text was not sealed by this box under this context
  byte[] open(String sealed, Map<String, String> context);

  /// Makes sure that a secret fits.
  static void checkSize(byte[] secret) {
    if (secret.length == 0 || secret.length > MAX_BYTES) {
      throw new IllegalArgumentException("a secret has 1 to %d bytes".formatted(MAX_BYTES));
    }
  }
}
