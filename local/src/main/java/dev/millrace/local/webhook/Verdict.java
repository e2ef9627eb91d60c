package dev.millrace.local.webhook;

/// What a subscriber makes of a request.
public enum Verdict {
  /// Its signature is right and its timestamp fresh.
  GENUINE,

  /// It lacks `webhook-id`, `webhook-timestamp` or `webhook-signature`.
  UNSIGNED,

  /// None of its signatures is right.
  FORGED,

  /// It was signed more than five minutes ago or ahead.
  STALE
}
