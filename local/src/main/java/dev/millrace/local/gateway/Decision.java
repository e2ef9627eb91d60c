package dev.millrace.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;

/// What an authorizer's decision comes to.
sealed interface Decision {
  /// The request may pass.
  ///
  /// @param context what the authorizer says of the caller
  record Allowed(JsonNode context) implements Decision {}

  /// The request must not pass.
  ///
  /// @param status the status of the answer
  /// @param message the gateway's words
  record Denied(int status, String message) implements Decision {}
}
