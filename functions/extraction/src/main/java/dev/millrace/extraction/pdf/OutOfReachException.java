package dev.millrace.extraction.pdf;

/// Tells that bytes of a remote file could not be had, for reasons that are not the file's.
/// Unchecked, because PDFBox takes checked ones for faults of the file.
final class OutOfReachException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutOfReachException(RuntimeException cause) {
    super(cause);
  }
}
