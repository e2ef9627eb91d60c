package dev.millrace.upload;

import dev.millrace.secret.SecretBox;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// Seals the passwords that open documents, each for its upload alone.
public final class DocumentPasswords {
  private final SecretBox box;

  public DocumentPasswords(SecretBox box) {
    this.box = box;
  }

  /// {@return a password in the form in which it is kept}
  public String seal(UploadRef upload, String password) {
    return box.seal(password.getBytes(StandardCharsets.UTF_8), context(upload));
  }

  /// {@return the password of an upload, if its sender gave one and it has not ended}
  ///
  /// @throws dev.millrace.secret.BrokenSealException if it was sealed for another upload, or by
  ///   another key
  public Optional<String> of(Upload upload) {
    return Optional.ofNullable(upload.sealedPassword())
        .map(sealed -> new String(box.open(sealed, context(upload.ref())), StandardCharsets.UTF_8));
  }

  private static Map<String, String> context(UploadRef upload) {
    return Map.of("purpose", "document", "tenant", upload.tenantId(), "upload", upload.uploadId());
  }
}
