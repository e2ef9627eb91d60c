package dev.millrace.auth;

/// Verifies tokens of an identity provider.
@FunctionalInterface
public interface TokenVerifier {
  /// Trusts nobody: where no provider is configured.
  TokenVerifier NONE = _ -> new Decision.Denied(Decision.Cause.NOT_A_KEY);

  /// {@return the decision about a token; there is none, but an exception, when the provider's keys
  /// cannot be had}
  ///
  /// @param token a JSON Web Token in its compact form, or what looks like one
  Decision verify(String token);
}
