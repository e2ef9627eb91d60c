package dev.millrace.presign.core;

/// What opens a document. It never shows itself.
public record Password(String value) {
  /// PDFs know no longer ones (ISO 32000-2, 7.6.4.3.3).
  public static final int MAX_BYTES = 127;

  @Override
  public String toString() {
    return "Password";
  }
}
