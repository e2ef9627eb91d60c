package dev.millrace.webhook;

import dev.millrace.secret.SecretBox;
import dev.millrace.webhook.signing.Ed25519Key;
import dev.millrace.webhook.signing.EndpointSecret;
import dev.millrace.webhook.signing.SealedKey;
import dev.millrace.webhook.signing.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Seals the keys and headers of endpoints, each for its endpoint alone. What it has opened it
/// remembers, so that sending does not ask the key service each time.
public final class EndpointKeys {
  private static final int MAX_REMEMBERED = 2000;

  private final SecretBox box;
  private final Remembered<SigningKey> keys = new Remembered<>();
  private final Remembered<Map<String, String>> headers = new Remembered<>();

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
        .map(key -> keys.of(key.sealed(), sealed -> SigningKey.parse(open(endpoint, sealed))))
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
    return kept == null
        ? Map.of()
        : headers.of(kept.sealed(), sealed -> headers(open(endpoint, sealed)));
  }

  private static Map<String, String> headers(String text) {
    String[] lines = text.split("\n", -1);
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 0; i + 1 < lines.length; i += 2) {
      headers.put(lines[i], lines[i + 1]);
    }
    return Collections.unmodifiableMap(headers);
  }

  private String seal(String tenantId, String endpointId, String secret) {
    return box.seal(secret.getBytes(StandardCharsets.UTF_8), context(tenantId, endpointId));
  }

  private String open(Endpoint endpoint, String sealed) {
    return new String(
        box.open(sealed, context(endpoint.tenantId(), endpoint.id())), StandardCharsets.UTF_8);
  }

  private static Map<String, String> context(String tenantId, String endpointId) {
    return Map.of("purpose", "webhook", "tenant", tenantId, "endpoint", endpointId);
  }

  /// What has been opened, by what was sealed.
  private static final class Remembered<T> {
    private final Map<String, T> opened = new ConcurrentHashMap<>();

    private T of(String sealed, Function<String, T> open) {
      T known = opened.get(sealed);
      if (known != null) {
        return known;
      }
      if (opened.size() >= MAX_REMEMBERED) {
        opened.clear();
      }
      return opened.computeIfAbsent(sealed, open);
    }
  }
}
