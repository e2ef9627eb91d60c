package dev.millrace.extraction.core;

import dev.millrace.event.EventData.Reason;
import java.util.Locale;

/// Why a document ended without a text.
public enum Failure {
  TOO_BIG("The document is larger than is taken in."),
  ENCRYPTED("The document is protected by a password, which was not given or is another one."),
  CORRUPT("The document is damaged and cannot be read."),
  TEXT_TOO_LONG("The document holds more text than is taken in."),
  UNSUPPORTED("Documents of this kind, or protected in this way, are not read."),
  DEADLINE_EXCEEDED("Reading the document took longer than a run may take.");

  private final String message;

  Failure(String message) {
    this.message = message;
  }

  /// {@return the stable code and the sentence that users see}
  public Reason reason() {
    return new Reason(name().toLowerCase(Locale.ROOT), message);
  }
}
