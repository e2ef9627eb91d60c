package dev.millrace.presign.core;

import dev.millrace.upload.Upload;

/// Signs requests that senders of files may make.
@FunctionalInterface
public interface GrantSigner {
  /// {@return a request that puts the file as declared where the upload wants it}
  UploadGrant sign(Upload upload, UploadMethod method);
}
