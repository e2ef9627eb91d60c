package dev.millrace.socket.core;

import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import java.util.Optional;

/// Finds uploads.
@FunctionalInterface
public interface UploadLookup {
  /// {@return an upload as it stands}
  Optional<Upload> find(UploadRef ref);
}
