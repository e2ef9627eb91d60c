package dev.millrace.dispatch.core;

import java.util.Locale;

/// Why an endpoint gave no answer.
public enum SendError {
  TIMED_OUT(true),
  NAME_UNKNOWN(true),
  CONNECTION_FAILED(true),
  TLS_FAILED(true),
  CONNECTION_BROKEN(true),
  URL_REFUSED(true),
  ADDRESS_REFUSED(true),
  ENDPOINT_GONE(false),
  ENDPOINT_DISABLED(false),
  EVENT_GONE(false);

  private final boolean retriable;

  SendError(boolean retriable) {
    this.retriable = retriable;
  }

  /// {@return the code in logs and attempts}
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// {@return whether another attempt may fare better}
  boolean retriable() {
    return retriable;
  }
}
