package dev.millrace.secret.kms;

import dev.millrace.secret.BrokenSealException;
import dev.millrace.secret.SecretBox;
import java.util.Base64;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/// Seals with a key of AWS KMS that never leaves it: each call is one request. A sealed text is the
/// base 64 of KMS's ciphertext.
public final class KmsSecretBox implements SecretBox {
  private final KmsClient kms;
  private final String keyId;

  /// @param keyId id or ARN of a symmetric key
  public KmsSecretBox(KmsClient kms, String keyId) {
    this.kms = kms;
    this.keyId = keyId;
  }

  @Override
  public String seal(byte[] secret, Map<String, String> context) {
    SecretBox.checkSize(secret);
    SdkBytes ciphertext =
        kms.encrypt(encrypt ->
                encrypt
                    .keyId(keyId)
                    .plaintext(SdkBytes.fromByteArray(secret))
                    .encryptionContext(context))
            .ciphertextBlob();
    return Base64.getEncoder().encodeToString(ciphertext.asByteArray());
  }

  @Override
  public byte[] open(String sealed, Map<String, String> context) {
    try {
      SdkBytes ciphertext = SdkBytes.fromByteArray(Base64.getDecoder().decode(sealed));
      return kms.decrypt(
              decrypt -> decrypt.keyId(keyId).ciphertextBlob(ciphertext).encryptionContext(context))
          .plaintext()
          .asByteArray();
    } catch (IllegalArgumentException | InvalidCiphertextException | IncorrectKeyException e) {
      throw new BrokenSealException(e);
    }
  }
}
