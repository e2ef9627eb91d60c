package dev.millrace.upload.arrival;

import dev.millrace.upload.Kind;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import java.util.Optional;

/// Finds what a tenant has already had understood. Tenants know nothing of each other's files.
public final class Duplicates {
  private final KnownContents contents;
  private final Uploads uploads;

  public Duplicates(KnownContents contents, Uploads uploads) {
    this.contents = contents;
    this.uploads = uploads;
  }

  /// {@return the completed upload that has the result of the same bytes, if the tenant has one}
  ///
  /// @param kind as which the bytes are to be processed
  /// @param sha256 of all bytes, lower-case hex
  public Optional<Upload> of(String tenantId, Kind kind, String sha256) {
    return contents
        .find(tenantId, sha256, kind)
        .flatMap(uploads::find)
        .filter(earlier -> earlier.state() == UploadState.COMPLETED)
        .filter(earlier -> sha256.equals(earlier.sha256()));
  }
}
