package dev.millrace.upload;

import org.jspecify.annotations.Nullable;

/// How the bytes of an upload come in parts.
///
/// @param s3UploadId what S3 calls the parts that belong together
/// @param partSize bytes of every part but the last; null if the sender chooses
/// @param maxParts how many parts there may be; where the part size is known, how many there are
public record Multipart(String s3UploadId, @Nullable Long partSize, int maxParts) {
  /// {@return the bytes that a part must have, null if its sender chooses}
  ///
  /// @param number from 1
  public @Nullable Long sizeOf(int number, @Nullable Long fileSize) {
    return partSize == null || fileSize == null
        ? null
        : Long.valueOf(Math.min(partSize, fileSize - (number - 1) * partSize));
  }
}
