package dev.millrace.fit;

/// What was asked for cannot be done; the message says why.
final class FitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FitException(String message) {
    super(message);
  }
}
