package dev.millrace.auth.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.auth.Caller;
import dev.millrace.auth.Decision;
import dev.millrace.auth.Decision.Allowed;
import dev.millrace.auth.Decision.Cause;
import dev.millrace.auth.Decision.Denied;
import dev.millrace.testing.MovableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class JwtVerifierTest {
  private static final RSAKey RSA = rsa("rsa-1");
  private static final ECKey EC = ec();
  private static final String ISSUER = "https://login.example";

  private final MovableClock clock = MovableClock.inTheNewYear();
  private final Issuer issuer = new Issuer(ISSUER, "millrace", Optional.empty(), "tenant", "scope");
  private final JwtVerifier verifier = trusting(issuer, RSA.toPublicJWK(), EC.toPublicJWK());

  @Test
  void aTokenActsForItsTenantWithItsScopes() throws Exception {
    Allowed allowed = (Allowed) verifier.verify(signed(claims -> {}));

    assertThat(allowed.caller().tenantId()).isEqualTo("acme");
    assertThat(allowed.caller().scopes()).containsExactlyInAnyOrder("uploads:read", "inference");
    assertThat(allowed.caller().keyId()).startsWith("sub_");
    assertThat(allowed.caller().keyId())
        .isNotEqualTo(caller(signed(claims -> claims.subject("another"))).keyId());
  }

  @Test
  void anEllipticCurveSignsAsWell() throws Exception {
    SignedJWT token = new SignedJWT(header(JWSAlgorithm.ES256, "ec-1"), claims(c -> {}));
    token.sign(new ECDSASigner(EC));

    assertThat(verifier.verify(token.serialize())).isInstanceOf(Allowed.class);
  }

  @Test
  void claimsMayHaveOtherNames() throws Exception {
    Issuer other = new Issuer(ISSUER, "millrace", Optional.empty(), "org_id", "permissions");
    String token =
        signed(claims ->
            claims.claim("org_id", "globex").claim("permissions", List.of("uploads:write", "x")));

    assertThat(trusting(other, RSA.toPublicJWK()).verify(token))
        .isInstanceOfSatisfying(
            Allowed.class,
            allowed -> {
              assertThat(allowed.caller().tenantId()).isEqualTo("globex");
              assertThat(allowed.caller().scopes()).isEqualTo(Set.of("uploads:write"));
            });
  }

  @Test
  void aTokenAllowsNothingThatItDoesNotName() throws Exception {
    assertThat(caller(signed(claims -> claims.claim("scope", "* admin"))).scopes()).isEmpty();
    assertThat(caller(signed(claims -> claims.claim("scope", null))).scopes()).isEmpty();
    assertThat(caller(signed(claims -> claims.claim("scope", 7))).scopes()).isEmpty();
  }

  // Claims

  @Test
  void claimsMustBeRight() throws Exception {
    assertDenied(signed(claims -> claims.issuer("https://evil.example")));
    assertDenied(signed(claims -> claims.issuer(null)));
    assertDenied(signed(claims -> claims.audience("another")));
    assertDenied(signed(claims -> claims.audience((String) null)));
    assertDenied(signed(claims -> claims.subject(null)));
    assertDenied(signed(claims -> claims.expirationTime(null)));
    assertThat(verifier.verify(signed(c -> c.audience(List.of("another", "millrace")))))
        .isInstanceOf(Allowed.class);
  }

  @Test
  void aTokenHasItsTime() throws Exception {
    String token = signed(claims -> claims.notBeforeTime(in(Duration.ofMinutes(2))));
    assertDenied(token);
    clock.advance(Duration.ofMinutes(3));
    assertThat(verifier.verify(token)).isInstanceOf(Allowed.class);
    clock.advance(Duration.ofMinutes(3));
    assertDenied(token);
  }

  @Test
  void aTenantMustBeNamed() throws Exception {
    for (Object tenant : List.of("", "Acme", "acme/../globex", "a".repeat(64), 7)) {
      assertThat(verifier.verify(signed(claims -> claims.claim("tenant", tenant))))
          .isEqualTo(new Denied(Cause.NO_TENANT));
    }
    assertThat(verifier.verify(signed(claims -> claims.claim("tenant", null))))
        .isEqualTo(new Denied(Cause.NO_TENANT));
  }

  // Signatures

  @Test
  void whatIsNotSignedIsDenied() throws Exception {
    assertDenied(new PlainJWT(claims(c -> {})).serialize());
    assertDenied("e30.e30.");
    assertDenied("not.a.token");
    String token = signed(claims -> {});
    assertDenied(token.substring(0, token.lastIndexOf('.') + 1));
    assertDenied(token.substring(0, token.length() - 8) + "AAAAAAAA");
  }

  @Test
  void thePublicKeyIsNoSharedSecret() throws Exception {
    byte[] secret = RSA.toPublicJWK().toRSAPublicKey().getEncoded();
    assertDenied(signed(JWSAlgorithm.HS256, "rsa-1", new MACSigner(secret)));
    assertDenied(
        signed(
            JWSAlgorithm.HS256,
            "rsa-1",
            new MACSigner(RSA.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void aKeyThatATokenBringsAlongIsNotBelieved() throws Exception {
    RSAKey own = rsa("rsa-1");
    assertDenied(signed(JWSAlgorithm.RS256, "rsa-1", new RSASSASigner(own)));
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(own.toPublicJWK()).build(),
            claims(c -> {}));
    token.sign(new RSASSASigner(own));
    assertDenied(token.serialize());
  }

  @Test
  void aTokenForSomethingElseIsDenied() throws Exception {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(new JOSEObjectType("logout+jwt"))
                .keyID("rsa-1")
                .build(),
            claims(c -> {}));
    token.sign(new RSASSASigner(RSA));

    assertDenied(token.serialize());
  }

  // Key sets

  @Test
  void keysComeFromTheProviderOnceAndAreKept() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    HttpServer provider = provider(requests, new JWKSet(RSA.toPublicJWK()));
    try {
      Issuer discovered =
          new Issuer(address(provider), "millrace", Optional.empty(), "tenant", "scope");
      JwtVerifier remote = JwtVerifier.of(discovered, clock);
      String token = signed(claims -> claims.issuer(address(provider)));

      assertThat(remote.verify(token)).isInstanceOf(Allowed.class);
      assertThat(remote.verify(token)).isInstanceOf(Allowed.class);
      assertThat(requests).hasValue(2);
      remote.clear();
      assertThat(remote.verify(token)).isInstanceOf(Allowed.class);
      assertThat(requests).hasValue(4);
    } finally {
      provider.stop(0);
    }
  }

  @Test
  void inventedKeysDoNotBotherTheProvider() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    HttpServer provider = provider(requests, new JWKSet(RSA.toPublicJWK()));
    try {
      Issuer discovered =
          new Issuer(address(provider), "millrace", Optional.empty(), "tenant", "scope");
      JwtVerifier remote = JwtVerifier.of(discovered, clock);
      for (int i = 0; i < 20; i++) {
        String token = signed(JWSAlgorithm.RS256, "invented-" + i, new RSASSASigner(RSA));
        assertThat(remote.verify(token)).isEqualTo(new Denied(Cause.BAD_TOKEN));
      }
      assertThat(requests.get()).isLessThanOrEqualTo(3);
    } finally {
      provider.stop(0);
    }
  }

  @Test
  void nobodyPassesWhenTheProviderDoesNotAnswer() throws Exception {
    HttpServer provider = provider(new AtomicInteger(), new JWKSet());
    String address = address(provider);
    provider.stop(0);
    Issuer silent = new Issuer(address, "millrace", Optional.empty(), "tenant", "scope");
    String token = signed(claims -> claims.issuer(address));

    assertThatThrownBy(() -> JwtVerifier.of(silent, clock).verify(token))
        .isInstanceOf(RuntimeException.class);
  }

  private JwtVerifier trusting(Issuer trusted, JWK... keys) {
    return new JwtVerifier(trusted, () -> new ImmutableJWKSet<>(new JWKSet(List.of(keys))), clock);
  }

  private void assertDenied(String token) {
    assertThat(verifier.verify(token)).isEqualTo(new Denied(Cause.BAD_TOKEN));
  }

  private Caller caller(String token) {
    Decision decision = verifier.verify(token);
    return ((Allowed) decision).caller();
  }

  private String signed(Consumer<JWTClaimsSet.Builder> change) throws JOSEException {
    SignedJWT token = new SignedJWT(header(JWSAlgorithm.RS256, "rsa-1"), claims(change));
    token.sign(new RSASSASigner(RSA));
    return token.serialize();
  }

  private String signed(JWSAlgorithm algorithm, String keyId, JWSSigner signer)
      throws JOSEException {
    SignedJWT token = new SignedJWT(header(algorithm, keyId), claims(c -> {}));
    token.sign(signer);
    return token.serialize();
  }

  private static JWSHeader header(JWSAlgorithm algorithm, String keyId) {
    return new JWSHeader.Builder(algorithm).keyID(keyId).type(JOSEObjectType.JWT).build();
  }

  private JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .audience("millrace")
            .subject("somebody")
            .expirationTime(in(Duration.ofMinutes(5)))
            .claim("tenant", "acme")
            .claim("scope", "openid uploads:read inference");
    change.accept(claims);
    return claims.build();
  }

  private Date in(Duration time) {
    return Date.from(clock.instant().plus(time));
  }

  private static HttpServer provider(AtomicInteger requests, JWKSet keys) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          String body =
              exchange.getRequestURI().getPath().endsWith("openid-configuration")
                  ? "{\"jwks_uri\": \"%s/keys\"}".formatted(address(server))
                  : keys.toString();
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("content-type", "application/json");
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String address(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static RSAKey rsa(String keyId) {
    try {
      return new RSAKeyGenerator(2048).keyID(keyId).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ECKey ec() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("ec-1").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
