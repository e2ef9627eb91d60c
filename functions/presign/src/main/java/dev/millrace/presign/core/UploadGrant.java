package dev.millrace.presign.core;

import java.time.Instant;
import java.util.Map;

/// A signed request that puts the bytes of one upload, and no others, into S3.
public sealed interface UploadGrant {
  /// {@return when it ends}
  Instant expiresAt();

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
}
