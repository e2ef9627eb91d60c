package dev.millrace.extraction.pdf;

import dev.millrace.extraction.core.PageFailure;

/// Ends the reading of a page from wherever PDFBox is in it. Unchecked, because PDFBox swallows
/// checked ones.
final class PageLimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final PageFailure failure;

  PageLimitException(PageFailure failure) {
    super(failure.code(), null, false, false);
    this.failure = failure;
  }

  PageFailure failure() {
    return failure;
  }
}
