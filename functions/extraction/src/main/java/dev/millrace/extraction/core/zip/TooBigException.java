package dev.millrace.extraction.core.zip;

import java.io.IOException;

/// A part of a document unpacks to more than any part that people make.
public final class TooBigException extends IOException {
  private static final long serialVersionUID = 1L;

  public TooBigException(String what) {
    super(what);
  }
}
