package dev.millrace.authorizer.core;

import dev.millrace.auth.ApiKey;
import dev.millrace.auth.Caller;
import dev.millrace.authorizer.core.Decision.Allowed;
import dev.millrace.authorizer.core.Decision.Cause;
import dev.millrace.authorizer.core.Decision.Denied;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Decides by the API key of a request whether it may pass, and for whom it acts.
public final class AuthorizeCaller {
  private static final Pattern BEARER =
      Pattern.compile("(?i:Bearer) +(" + ApiKey.PREFIX + "[!-~]{1,200})");

  private final KeyLookup keys;

  public AuthorizeCaller(KeyLookup keys) {
    this.keys = keys;
  }

  /// {@return the decision about a request; there is none, but an exception, when keys cannot be
  /// looked up}
  ///
  /// @param authorization value of the `Authorization` header
  public Decision decide(String authorization) {
    Matcher bearer = BEARER.matcher(authorization);
    if (!bearer.matches()) {
      return new Denied(Cause.NOT_A_KEY);
    }
    Optional<ApiKey> key = keys.find(ApiKey.hash(bearer.group(1)));
    return key.map(AuthorizeCaller::decide).orElseGet(() -> new Denied(Cause.UNKNOWN_KEY));
  }

  private static Decision decide(ApiKey key) {
    return key.revokedAt() == null
        ? new Allowed(new Caller(key.tenantId(), key.keyId(), Set.copyOf(key.scopes())))
        : new Denied(Cause.REVOKED_KEY);
  }
}
