package dev.millrace.local.sam;

/// A template that cannot be run here, and why.
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Creates the exception.
  public TemplateException(String message) {
    super(message);
  }
}
