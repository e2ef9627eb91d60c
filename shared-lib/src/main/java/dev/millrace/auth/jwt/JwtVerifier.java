package dev.millrace.auth.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.millrace.auth.Caller;
import dev.millrace.auth.Decision;
import dev.millrace.auth.Decision.Cause;
import dev.millrace.auth.Scope;
import dev.millrace.auth.TokenVerifier;
import dev.millrace.id.Ids;
import java.text.ParseException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Verifies tokens that an OpenID Connect provider signed. Only algorithms with a public key are
/// taken, whatever a token says of itself: with one of a shared key, anybody who knows the public
/// key could sign.
public final class JwtVerifier implements TokenVerifier {
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);
  private static final DefaultJOSEObjectTypeVerifier<SecurityContext> TYPES =
      new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null);
  private static final int SKEW_SECONDS = 30;
  private static final Pattern TENANT_ID = Pattern.compile("[a-z0-9-]{1,63}");

  private final Issuer issuer;
  private final Supplier<JWKSource<SecurityContext>> keys;
  private final Clock clock;
  private @Nullable DefaultJWTProcessor<SecurityContext> processor;

  /// @param keys gets the provider's keys; asked when the first token comes
  public JwtVerifier(Issuer issuer, Supplier<JWKSource<SecurityContext>> keys, Clock clock) {
    this.issuer = issuer;
    this.keys = keys;
    this.clock = clock;
  }

  /// {@return a verifier of the tokens of a provider}
  public static JwtVerifier of(Issuer issuer, Clock clock) {
    return new JwtVerifier(issuer, () -> new KeySets().of(issuer), clock);
  }

  @Override
  public Decision verify(String token) {
    try {
      return caller(processor().process(token, null));
    } catch (ParseException | BadJOSEException | RateLimitReachedException _) {
      // The limit is reached by tokens that name keys which the provider has just been asked for.
      return new Decision.Denied(Cause.BAD_TOKEN);
    } catch (KeySourceException e) {
      throw new IllegalStateException("the keys of " + issuer.issuer() + " cannot be had", e);
    } catch (JOSEException _) {
      return new Decision.Denied(Cause.BAD_TOKEN);
    }
  }

  /// Forgets the provider's keys.
  public synchronized void clear() {
    processor = null;
  }

  private synchronized DefaultJWTProcessor<SecurityContext> processor() {
    if (processor == null) {
      DefaultJWTProcessor<SecurityContext> made = new DefaultJWTProcessor<>();
      made.setJWSTypeVerifier(TYPES);
      made.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys.get()));
      made.setJWTClaimsSetVerifier(new Claims(issuer, clock));
      processor = made;
    }
    return processor;
  }

  private Decision caller(JWTClaimsSet claims) {
    Object tenant = claims.getClaim(issuer.tenantClaim());
    if (!(tenant instanceof String tenantId) || !TENANT_ID.matcher(tenantId).matches()) {
      return new Decision.Denied(Cause.NO_TENANT);
    }
    String subject = Optional.ofNullable(claims.getSubject()).orElse("");
    return new Decision.Allowed(
        new Caller(tenantId, Ids.hash("sub_", issuer.issuer(), subject), scopes(claims)));
  }

  /// {@return the scopes of this system that a token names; only names, never "everything"}
  private Set<String> scopes(JWTClaimsSet claims) {
    Object claim = claims.getClaim(issuer.scopeClaim());
    Stream<String> named =
        switch (claim) {
          case String text -> Arrays.stream(text.split(" ", -1));
          case Collection<?> list -> list.stream().map(String::valueOf);
          case null, default -> Stream.empty();
        };
    Set<String> known =
        Arrays.stream(Scope.values()).map(Scope::wireName).collect(Collectors.toSet());
    return named.filter(known::contains).collect(Collectors.toUnmodifiableSet());
  }

  /// What the claims of a token must be.
  private static final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {
    private final Clock clock;

    Claims(Issuer issuer, Clock clock) {
      super(
          issuer.audience(),
          new JWTClaimsSet.Builder().issuer(issuer.issuer()).build(),
          Set.of("exp", "sub"));
      this.clock = clock;
      setMaxClockSkew(SKEW_SECONDS);
    }

    @Override
    protected Date currentTime() {
      return Date.from(clock.instant());
    }
  }
}
