package dev.millrace.extraction.pdf;

/// Tells that a document's page tree cannot be walked.
final class BrokenPageTreeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenPageTreeException(String message) {
    super(message);
  }
}
