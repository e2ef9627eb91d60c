package dev.millrace.presign.core;

import dev.millrace.upload.Priority;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The wish to upload a file, well-formed but not granted yet.
///
/// @param contentType empty if the caller does not know it
/// @param size in bytes
/// @param sha256 lower-case hex, if the caller told it
public record UploadRequest(
    String filename,
    String contentType,
    long size,
    @Nullable String sha256,
    UploadMethod method,
    Priority priority,
    Map<String, String> metadata) {
  public UploadRequest {
    metadata = Map.copyOf(metadata);
  }
}
