package dev.millrace.api.core;

import dev.millrace.webhook.EndpointKeys;
import dev.millrace.webhook.signing.Ed25519Key;
import dev.millrace.webhook.signing.EndpointSecret;
import dev.millrace.webhook.signing.SealedKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keys that an endpoint's requests are signed with from now on.
///
/// @param secret for its tenant to see, this once
public record NewKeys(EndpointSecret secret, List<SealedKey> sealed) {
  /// {@return keys for an endpoint}
  ///
  /// @param brought the secret that its tenant wants; null for one of ours
  /// @param asymmetric whether to sign with Ed25519 too
  static NewKeys of(
      String tenantId,
      String endpointId,
      @Nullable EndpointSecret brought,
      boolean asymmetric,
      EndpointKeys keys,
      SecureRandom random) {
    EndpointSecret secret = brought == null ? EndpointSecret.generate(random) : brought;
    List<SealedKey> sealed = new ArrayList<>();
    sealed.add(keys.seal(tenantId, endpointId, secret));
    if (asymmetric) {
      sealed.add(keys.seal(tenantId, endpointId, Ed25519Key.generate(random)));
    }
    return new NewKeys(secret, List.copyOf(sealed));
  }
}
