package dev.millrace.extraction.office;

import java.io.IOException;

/// A document's parts are encrypted with a password.
final class EncryptedException extends IOException {
  private static final long serialVersionUID = 1L;
}
