package dev.millrace.upload.arrival;

import dev.millrace.upload.Kind;
import dev.millrace.upload.UploadRef;
import java.util.Optional;

/// Which of a tenant's uploads has the result of which bytes. It is written with the result.
@FunctionalInterface
public interface KnownContents {
  /// {@return the upload that was completed last with these bytes, processed as this kind}
  ///
  /// @param sha256 of all bytes, lower-case hex
  Optional<UploadRef> find(String tenantId, String sha256, Kind kind);
}
