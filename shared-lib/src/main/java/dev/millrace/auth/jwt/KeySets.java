package dev.millrace.auth.jwt;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.ResourceRetriever;
import dev.millrace.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;

/// Gets the key set of a provider: kept for a while, asked for again when a token names a key that
/// it does not have, but not for every invented name.
final class KeySets {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(3);
  private static final int MAX_BYTES = 256 * 1024;
  private static final Duration KEPT_FOR = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration BETWEEN_REQUESTS = Duration.ofSeconds(30);

  private final ResourceRetriever retriever =
      new DefaultResourceRetriever(
          (int) CONNECT_TIMEOUT.toMillis(), (int) READ_TIMEOUT.toMillis(), MAX_BYTES);

  /// {@return the keys of a provider}
  JWKSource<SecurityContext> of(Issuer issuer) {
    URI address = issuer.keys().orElseGet(() -> discover(issuer));
    try {
      return JWKSourceBuilder.create(address.toURL(), retriever)
          .cache(KEPT_FOR.toMillis(), PATIENCE.toMillis())
          .refreshAheadCache(false)
          .rateLimited(BETWEEN_REQUESTS.toMillis())
          .retrying(true)
          .build();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("not the address of a key set: " + address, e);
    }
  }

  private URI discover(Issuer issuer) {
    String base = issuer.issuer().replaceFirst("/+$", "");
    try {
      URI configuration = URI.create(base + "/.well-known/openid-configuration");
      String json = retriever.retrieveResource(configuration.toURL()).getContent();
      return URI.create(Json.tree(json).path("jwks_uri").asText());
    } catch (IOException e) {
      throw new UncheckedIOException("the configuration of " + base + " cannot be had", e);
    }
  }
}
