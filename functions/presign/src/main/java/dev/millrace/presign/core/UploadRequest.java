package dev.millrace.presign.core;

import dev.millrace.upload.Priority;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The wish to upload a file, well-formed but not granted yet.
///
/// @param contentType empty if the caller does not know it
/// @param size in bytes; null if the caller does not tell, as stock Uppy
/// @param sha256 lower-case hex, if the caller told it
/// @param method null if any will do
/// @param partSize bytes of a part, if the caller wants a certain size
/// @param password opens the document, if the caller gave one
/// @param mostBytes a bound of the caller's own on the size
public record UploadRequest(
    String filename,
    String contentType,
    @Nullable Long size,
    @Nullable String sha256,
    @Nullable UploadMethod method,
    @Nullable Long partSize,
    @Nullable Password password,
    long mostBytes,
    Priority priority,
    Map<String, String> metadata) {
  public UploadRequest {
    metadata = Map.copyOf(metadata);
  }

  /// {@return this wish for one way of sending}
  public UploadRequest by(UploadMethod way) {
    return new UploadRequest(
        filename,
        contentType,
        size,
        sha256,
        way,
        partSize,
        password,
        mostBytes,
        priority,
        metadata);
  }
}
