package dev.millrace.sweeper.core;

import dev.millrace.upload.Upload;

/// The rows of uploads besides the one that tells how they stand.
@FunctionalInterface
public interface UploadRows {
  /// Deletes some of an upload's runs, results and notices, and what is known of its content.
  ///
  /// @return how many rows were deleted; none once none are left
  int delete(Upload upload);
}
