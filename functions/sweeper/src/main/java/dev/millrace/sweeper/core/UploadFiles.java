package dev.millrace.sweeper.core;

import dev.millrace.upload.Upload;

/// The objects of uploads, all versions of them, and parts that never became one.
@FunctionalInterface
public interface UploadFiles {
  /// Deletes some of what there is of an upload's bytes and of what was made of them.
  ///
  /// @return what was deleted; nothing once nothing is left
  Deleted delete(Upload upload);

  /// What was deleted.
  ///
  /// @param objects versions of objects
  /// @param parts multipart uploads that were not completed
  record Deleted(long objects, long parts) {
    /// {@return whether there was nothing left}
    boolean nothing() {
      return objects == 0 && parts == 0;
    }
  }
}
