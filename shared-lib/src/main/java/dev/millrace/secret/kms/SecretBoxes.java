package dev.millrace.secret.kms;

import dev.millrace.secret.LocalSecretBox;
import dev.millrace.secret.SecretBox;
import java.security.SecureRandom;
import java.util.function.Supplier;
import software.amazon.awssdk.services.kms.KmsClient;

/// Makes the box that a function's `SECRET_KEY` names.
public final class SecretBoxes {
  private static final String LOCAL = "local:";

  private SecretBoxes() {}

  /// {@return the box of a key}
  ///
  /// @param key `local:` and a key of 32 bytes in base 64, or the id or ARN of a key of KMS
  /// @param kms asked for only if the key is one of KMS
  public static SecretBox of(String key, SecureRandom random, Supplier<KmsClient> kms) {
    return key.startsWith(LOCAL)
        ? new LocalSecretBox(key.substring(LOCAL.length()), random)
        : new KmsSecretBox(kms.get(), key);
  }
}
