package dev.millrace.presign.flag;

import dev.millrace.upload.Kind;

/// How large files may be, in bytes, until a flag says otherwise.
///
/// @param pdf of PDFs, and of what else is made to be looked at page by page: office files, e-mails
/// @param text of texts and web pages
public record SizeLimits(long pdf, long csv, long text, long image) {
  long of(Kind kind) {
    return switch (kind) {
      case PDF, OFFICE, LEGACY_OFFICE, EMAIL -> pdf;
      case CSV -> csv;
      case TEXT, HTML -> text;
      case IMAGE -> image;
    };
  }
}
