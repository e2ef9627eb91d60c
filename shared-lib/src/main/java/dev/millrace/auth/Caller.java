package dev.millrace.auth;

import java.util.Set;

/// Whom a request acts for, as the authorizer found out.
public record Caller(String tenantId, String keyId, Set<String> scopes) {
  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /// {@return whether the caller may do what the scope names}
  public boolean may(Scope scope) {
    return scopes.contains(Scope.ALL) || scopes.contains(scope.wireName());
  }
}
