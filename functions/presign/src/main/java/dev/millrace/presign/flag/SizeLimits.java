package dev.millrace.presign.flag;

import dev.millrace.upload.Kind;

/// How large files may be, in bytes, until a flag says otherwise.
public record SizeLimits(long pdf, long csv, long text, long image) {
  long of(Kind kind) {
    return switch (kind) {
      case PDF -> pdf;
      case CSV -> csv;
      case TEXT -> text;
      case IMAGE -> image;
    };
  }
}
