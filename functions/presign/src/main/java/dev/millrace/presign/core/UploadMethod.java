package dev.millrace.presign.core;

import dev.millrace.upload.multipart.PartSizes;

/// How the bytes of an upload are sent.
public enum UploadMethod {
  /// As a form, which every browser can do.
  POST,
  /// As they are, with headers.
  PUT,
  /// In parts, which can be sent again one by one.
  MULTIPART;

  /// From here on, parts are less to send again after a break than the whole.
  private static final long LARGE = 100L << 20;

  /// {@return how a file is best sent}
  ///
  /// @param size in bytes
  static UploadMethod suiting(long size) {
    return size <= LARGE ? POST : MULTIPART;
  }

  /// {@return the most bytes that can be sent so}
  long maxBytes() {
    return this == MULTIPART ? PartSizes.LARGEST_FILE : PartSizes.LARGEST;
  }
}
