package dev.millrace.secret;

import java.io.Serial;

/// A sealed text was changed, belongs to another context or was sealed with another key.
public final class BrokenSealException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public BrokenSealException(Throwable cause) {
    super("the seal is broken", cause);
  }
}
