package dev.millrace.auth;

import dev.millrace.auth.Decision.Allowed;
import dev.millrace.auth.Decision.Cause;
import dev.millrace.auth.Decision.Denied;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Decides by an API key or token whether somebody may pass, and for whom they act.
public final class AuthorizeCaller {
  private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +(\\S+)");
  private static final Pattern KEY = Pattern.compile(ApiKey.PREFIX + "[!-~]{1,200}");
  private static final Pattern TOKEN =
      Pattern.compile("[\\w-]{1,1000}\\.[\\w-]{1,7000}\\.[\\w-]{0,1000}");

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
    Matcher bearer = BEARER.matcher(authorization);
    return bearer.matches() ? decideAbout(bearer.group(1)) : new Denied(Cause.NOT_A_KEY);
  }

  /// {@return the decision about whoever brings a credential, as [#decide]}
  ///
  /// @param credential an API key or a token
  public Decision decideAbout(String credential) {
    if (KEY.matcher(credential).matches()) {
      return keys.find(ApiKey.hash(credential))
          .map(AuthorizeCaller::decideBy)
          .orElseGet(() -> new Denied(Cause.UNKNOWN_KEY));
    }
    return TOKEN.matcher(credential).matches()
        ? tokens.verify(credential)
        : new Denied(Cause.NOT_A_KEY);
  }

  private static Decision decideBy(ApiKey key) {
    return key.revokedAt() == null
        ? new Allowed(new Caller(key.tenantId(), key.keyId(), Set.copyOf(key.scopes())))
        : new Denied(Cause.REVOKED_KEY);
  }
}
