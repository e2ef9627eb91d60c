package dev.millrace.webhook.signing;

/// A key that signs what an endpoint is sent. Its text is a secret; it does not show itself in
/// texts.
public sealed interface SigningKey permits EndpointSecret, Ed25519Key {
  /// {@return the key as Standard Webhooks writes it}
  String value();

  /// {@return the key of a text}
  ///
  /// @throws IllegalArgumentException if it is none
  static SigningKey parse(String value) {
    return value.startsWith(Ed25519Key.PREFIX) ? new Ed25519Key(value) : new EndpointSecret(value);
  }
}
