package dev.millrace.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.SimpleIAMPolicyResponse;
import dev.millrace.auth.ApiKey;
import dev.millrace.auth.AuthorizeCaller;
import dev.millrace.auth.CachedKeys;
import dev.millrace.auth.KeyLookup;
import dev.millrace.auth.TokenVerifier;
import dev.millrace.json.Json;
import dev.millrace.lambda.Tracer;
import dev.millrace.lambda.Work;
import dev.millrace.testing.Events;
import dev.millrace.testing.FakeContext;
import dev.millrace.testing.MemoryApiKeys;
import dev.millrace.testing.MovableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.junit.jupiter.api.Test;

class AuthorizerHandlerTest {
  private static final String KEY_OF_THE_EVENT = "mk_example_key_of_acme";
  private static final Context<Resource> CONTEXT = Core.getGlobalContext();

  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryApiKeys keys = new MemoryApiKeys();
  private final List<String> lookups = new ArrayList<>();

  @Test
  void theGatewayIsToldWhomTheRequestActsFor() {
    keys.save(key());

    assertThat(Json.tree(Events.write(answer(keys::find), SimpleIAMPolicyResponse.class)))
        .isEqualTo(
            Json.tree(
                Map.of(
                    "isAuthorized",
                    true,
                    "context",
                    Map.of(
                        "tenantId", "acme",
                        "keyId", "key_1",
                        "scopes", "uploads:read uploads:write"))));
  }

  @Test
  void theGatewayIsToldOfADenial() {
    assertThat(Json.tree(Events.write(answer(keys::find), SimpleIAMPolicyResponse.class)))
        .isEqualTo(Json.tree(Map.of("isAuthorized", false, "context", Map.of())));
  }

  @Test
  void nobodyPassesWhenKeysCannotBeLookedUp() {
    assertThatThrownBy(() ->
            answer(hash -> {
              throw new IllegalStateException("no table");
            }))
        .hasMessage("no table");
  }

  @Test
  void aSnapshotIsTakenWithItsCodeLoadedAndRestoredWithoutKeys() {
    keys.save(key());
    Wiring wiring = wiring(keys::find);
    SnapshotHooks hooks = wiring.snapshotHooks();

    hooks.beforeCheckpoint(CONTEXT);
    assertThat(lookups).hasSize(1);

    wiring.authorizeCaller().decide("Bearer " + KEY_OF_THE_EVENT);
    hooks.afterRestore(CONTEXT);
    wiring.authorizeCaller().decide("Bearer " + KEY_OF_THE_EVENT);
    assertThat(lookups).hasSize(3);
  }

  private SimpleIAMPolicyResponse answer(KeyLookup lookup) {
    return new AuthorizerHandler(wiring(lookup), new Work(Tracer.NONE))
        .handleRequest(
            Events.read("authorizer-request.json", APIGatewayV2CustomAuthorizerEvent.class),
            FakeContext.withPlentyOfTime());
  }

  private Wiring wiring(KeyLookup lookup) {
    CachedKeys cache =
        new CachedKeys(hash -> lookUp(lookup, hash), Duration.ofSeconds(30), 10, clock);
    AuthorizeCaller authorizeCaller = new AuthorizeCaller(cache, TokenVerifier.NONE);
    return new Wiring(authorizeCaller, new SnapshotHooks(authorizeCaller, cache, Optional.empty()));
  }

  private Optional<ApiKey> lookUp(KeyLookup lookup, String hash) {
    lookups.add(hash);
    return lookup.find(hash);
  }

  private ApiKey key() {
    return ApiKey.of(
        KEY_OF_THE_EVENT,
        "key_1",
        "acme",
        List.of("uploads:write", "uploads:read"),
        clock.instant());
  }
}
