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

/// Decides by the API key or token of a request whether it may pass, and for whom it acts.
public final class AuthorizeCaller {
  private static final Pattern KEY =
      Pattern.compile("(?i:Bearer) +(" + ApiKey.PREFIX + "[!-~]{1,200})");
  private static final Pattern TOKEN =
      Pattern.compile("(?i:Bearer) +([\\w-]{1,1000}\\.[\\w-]{1,7000}\\.[\\w-]{0,1000})");

  private final KeyLookup keys;
  private final TokenVerifier tokens;

  public AuthorizeCaller(KeyLookup keys, TokenVerifier tokens) {
    this.keys = keys;
    this.tokens = tokens;
  }

  /// {@return the decision about a request; there is none, but an exception, when keys cannot be
  /// looked up}
  ///
  /// @param authorization value of the `Authorization` header
  public Decision decide(String authorization) {
    Matcher key = KEY.matcher(authorization);
    if (key.matches()) {
      return decideByKey(key.group(1));
    }
    Matcher token = TOKEN.matcher(authorization);
    return token.matches() ? tokens.verify(token.group(1)) : new Denied(Cause.NOT_A_KEY);
  }

  private Decision decideByKey(String secret) {
    Optional<ApiKey> key = keys.find(ApiKey.hash(secret));
    return key.map(AuthorizeCaller::decide).orElseGet(() -> new Denied(Cause.UNKNOWN_KEY));
  }

  private static Decision decide(ApiKey key) {
    return key.revokedAt() == null
        ? new Allowed(new Caller(key.tenantId(), key.keyId(), Set.copyOf(key.scopes())))
        : new Denied(Cause.REVOKED_KEY);
  }
}
