package dev.millrace.upload;

import dev.millrace.id.Ids;
import org.jspecify.annotations.Nullable;

/// One version of an original object, as S3 tells it.
public record StoredObject(
    ObjectKey.Original key, long size, String etag, @Nullable String versionId) {
  /// {@return the run of this very version, the same however often its arrival is told}
  ///
  /// @param number 1 for the first run of an upload, one more for each time it is processed again
  public String runId(int number) {
    return Ids.hash(
        "run_",
        key.upload().partition(),
        versionId == null ? etag : versionId,
        Integer.toString(number));
  }

  /// {@return whether these bytes cannot be read any more, since others lie in their place}
  ///
  /// @param standing the newest object under the key
  public boolean replacedBy(StoredObject standing) {
    return versionId == null && !etag.equals(standing.etag());
  }
}
