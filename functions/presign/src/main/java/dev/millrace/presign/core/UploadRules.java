package dev.millrace.presign.core;

import dev.millrace.upload.Kind;
import java.util.Set;

/// What a tenant may upload.
public interface UploadRules {
  /// {@return the media types that are taken of a tenant, parameters apart}
  Set<String> contentTypes(String tenantId);

  /// {@return the largest size of a kind, in bytes}
  long maxBytes(String tenantId, Kind kind);
}
