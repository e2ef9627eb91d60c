package dev.millrace.presign.core;

import dev.millrace.upload.Multipart;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Signed requests that put the bytes of one upload, and no others, into S3.
public sealed interface UploadGrant {
  /// {@return when it ends}
  Instant expiresAt();

  /// {@return how the bytes are sent}
  default UploadMethod method() {
    return switch (this) {
      case PostForm _ -> UploadMethod.POST;
      case PutRequest _ -> UploadMethod.PUT;
      case Parts _ -> UploadMethod.MULTIPART;
    };
  }

  /// A form.
  ///
  /// @param fields to be sent as they are, before the file
  record PostForm(String url, Map<String, String> fields, Instant expiresAt)
      implements UploadGrant {}

  /// A PUT.
  ///
  /// @param headers to be sent as they are; a client sends `content-length` by itself
  record PutRequest(String url, Map<String, String> headers, Instant expiresAt)
      implements UploadGrant {}

  /// PUTs of the first parts; more are signed when asked for.
  record Parts(Multipart way, List<SignedPart> parts, Instant expiresAt) implements UploadGrant {}
}
