package dev.millrace.auth;

import java.util.Locale;

/// Whether a request may pass.
public sealed interface Decision {
  /// It may, for this caller.
  record Allowed(Caller caller) implements Decision {}

  /// It may not.
  record Denied(Cause cause) implements Decision {}

  /// Why a request may not pass. The client is not told.
  enum Cause {
    NOT_A_KEY,
    UNKNOWN_KEY,
    REVOKED_KEY,
    BAD_TOKEN,
    NO_TENANT;

    /// {@return the name in logs}
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
