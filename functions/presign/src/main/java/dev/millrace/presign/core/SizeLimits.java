package dev.millrace.presign.core;

import dev.millrace.upload.Kind;

/// How large files may be, in bytes.
public record SizeLimits(long pdf, long csv, long text, long image) {
  /// {@return the largest size of a kind}
  public long of(Kind kind) {
    return switch (kind) {
      case PDF -> pdf;
      case CSV -> csv;
      case TEXT -> text;
      case IMAGE -> image;
    };
  }
}
