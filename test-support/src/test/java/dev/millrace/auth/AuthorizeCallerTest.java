package dev.millrace.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.auth.Decision.Allowed;
import dev.millrace.auth.Decision.Cause;
import dev.millrace.auth.Decision.Denied;
import dev.millrace.testing.MemoryApiKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizeCallerTest {
  private static final String KEY = "mk_a-key_of+acme/42==";
  private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

  private final MemoryApiKeys keys = new MemoryApiKeys();
  private final AuthorizeCaller authorizeCaller =
      new AuthorizeCaller(keys::find, TokenVerifier.NONE);

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "bearer ", "BEARER   "})
  void aKeyActsForItsTenantWithItsScopes(String scheme) {
    keys.save(key());

    assertThat(authorizeCaller.decide(scheme + KEY))
        .isEqualTo(new Allowed(new Caller("acme", "key_1", Set.of("uploads:read"))));
  }

  @Test
  void anUnknownKeyIsDenied() {
    assertThat(authorizeCaller.decide("Bearer mk_unknown"))
        .isEqualTo(new Denied(Cause.UNKNOWN_KEY));
  }

  @Test
  void aRevokedKeyIsDenied() {
    ApiKey key = key();
    keys.save(key.revoked(CREATED.plusSeconds(1)));

    assertThat(authorizeCaller.decide("Bearer " + KEY)).isEqualTo(new Denied(Cause.REVOKED_KEY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Bearer", "Bearer ", "Basic mk_1", "Bearer sk_1", "Bearer mk_1 2", KEY})
  void whatIsNoKeyIsDeniedWithoutALookup(String authorization) {
    AuthorizeCaller withoutKeys =
        new AuthorizeCaller(
            hash -> {
              throw new AssertionError("looked up " + hash);
            },
            TokenVerifier.NONE);

    assertThat(withoutKeys.decide(authorization)).isEqualTo(new Denied(Cause.NOT_A_KEY));
    assertThat(withoutKeys.decide("Bearer mk_" + "1".repeat(10_000)))
        .isEqualTo(new Denied(Cause.NOT_A_KEY));
  }

  @Test
  void thereIsNoDecisionWhenKeysCannotBeLookedUp() {
    AuthorizeCaller broken =
        new AuthorizeCaller(
            hash -> {
              throw new IllegalStateException("no table");
            },
            TokenVerifier.NONE);

    assertThatThrownBy(() -> broken.decide("Bearer " + KEY)).hasMessage("no table");
  }

  @Test
  void aTokenIsTheProvidersToVerify() {
    List<String> verified = new ArrayList<>();
    AuthorizeCaller withTokens =
        new AuthorizeCaller(
            keys::find,
            token -> {
              verified.add(token);
              return new Denied(Cause.BAD_TOKEN);
            });
    keys.save(ApiKey.of("mk_a.b.c", "key_2", "acme", List.of(), CREATED));

    assertThat(withTokens.decide("Bearer aa.b-b._c")).isEqualTo(new Denied(Cause.BAD_TOKEN));
    assertThat(withTokens.decide("Bearer mk_a.b.c")).isInstanceOf(Allowed.class);
    assertThat(withTokens.decide("Bearer a.b.c.d")).isEqualTo(new Denied(Cause.NOT_A_KEY));
    assertThat(withTokens.decide("Bearer a." + "b".repeat(7001) + ".c"))
        .isEqualTo(new Denied(Cause.NOT_A_KEY));
    assertThat(verified).containsExactly("aa.b-b._c");
  }

  @Test
  void causesHaveNamesForLogs() {
    assertThat(Cause.UNKNOWN_KEY.code()).isEqualTo("unknown_key");
  }

  private static ApiKey key() {
    return ApiKey.of(KEY, "key_1", "acme", List.of("uploads:read"), CREATED);
  }
}
