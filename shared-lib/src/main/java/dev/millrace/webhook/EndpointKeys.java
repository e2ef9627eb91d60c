package dev.millrace.webhook;

import dev.millrace.secret.SecretBox;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Seals the keys and headers of endpoints, each for its endpoint alone. What it has opened it
/// remembers, so that sending does not ask the key service each time.
public final class EndpointKeys {
  private static final int MAX_REMEMBERED = 2000;

  private final SecretBox box;
  private final Map<String, String> opened = new ConcurrentHashMap<>();

  public EndpointKeys(SecretBox box) {
    this.box = box;
  }

  /// {@return a key in the form in which it is kept}
  public SealedKey seal(String tenantId, String endpointId, SigningKey key) {
    String publicKey =
        switch (key) {
          case EndpointSecret _ -> null;
          case Ed25519Key pair -> pair.publicKey();
        };
    return new SealedKey(seal(tenantId, endpointId, key.value()), publicKey, null);
  }

  /// {@return the keys that sign at a time, the current ones first}
  public List<SigningKey> open(Endpoint endpoint, Instant now) {
    return endpoint.keys().stream()
        .filter(key -> key.validAt(now))
        .map(key -> SigningKey.parse(open(endpoint, key.sealed())))
        .toList();
  }

  /// {@return headers in the form in which they are kept}
  public CustomHeaders seal(String tenantId, String endpointId, Map<String, String> headers) {
    StringBuilder lines = new StringBuilder();
    headers.forEach((name, value) -> lines.append(name).append('\n').append(value).append('\n'));
    return new CustomHeaders(
        List.copyOf(headers.keySet()), seal(tenantId, endpointId, lines.toString()));
  }

  /// {@return the headers that an endpoint's requests have in addition to ours}
  public Map<String, String> headers(Endpoint endpoint) {
    CustomHeaders kept = endpoint.headers();
    if (kept == null) {
      return Map.of();
    }
    String[] lines = open(endpoint, kept.sealed()).split("\n", -1);
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 0; i + 1 < lines.length; i += 2) {
      headers.put(lines[i], lines[i + 1]);
    }
    return headers;
  }

  private String seal(String tenantId, String endpointId, String secret) {
    return box.seal(secret.getBytes(StandardCharsets.UTF_8), context(tenantId, endpointId));
  }

  private String open(Endpoint endpoint, String sealed) {
    if (opened.size() >= MAX_REMEMBERED) {
      opened.clear();
    }
    return opened.computeIfAbsent(
        sealed,
        _ ->
            new String(
                box.open(sealed, context(endpoint.tenantId(), endpoint.id())),
                StandardCharsets.UTF_8));
  }

  private static Map<String, String> context(String tenantId, String endpointId) {
    return Map.of("purpose", "webhook", "tenant", tenantId, "endpoint", endpointId);
  }
}
