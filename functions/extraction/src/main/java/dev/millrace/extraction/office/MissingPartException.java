package dev.millrace.extraction.office;

import java.io.IOException;

/// A document lacks a part without which there is nothing to read.
final class MissingPartException extends IOException {
  private static final long serialVersionUID = 1L;

  MissingPartException(String part) {
    super("there is no " + part);
  }
}
