package dev.millrace.auth;

import com.fasterxml.jackson.annotation.JsonValue;

/// What a caller may be allowed to do. `docs/openapi.yaml` says which route wants which.
public enum Scope {
  UPLOADS_READ("uploads:read"),
  UPLOADS_WRITE("uploads:write"),
  UPLOADS_PRIORITY("uploads:priority"),
  WEBHOOKS_READ("webhooks:read"),
  WEBHOOKS_WRITE("webhooks:write"),
  INFERENCE("inference");

  /// The scope that contains all others.
  public static final String ALL = "*";

  private final String wireName;

  Scope(String wireName) {
    this.wireName = wireName;
  }

  /// {@return the name in keys and tokens}
  @JsonValue
  public String wireName() {
    return wireName;
  }
}
