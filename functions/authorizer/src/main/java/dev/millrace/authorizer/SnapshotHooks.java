package dev.millrace.authorizer;

import dev.millrace.auth.AuthorizeCaller;
import dev.millrace.auth.CachedKeys;
import dev.millrace.auth.jwt.JwtVerifier;
import java.util.Optional;
import org.crac.Context;
import org.crac.Resource;

/// What is done around a SnapStart snapshot: one lookup before it, so that a restored sandbox has
/// the code for one loaded, and an empty cache after it, since keys may have been revoked
/// meanwhile.
final class SnapshotHooks implements Resource {
  private static final String NOBODYS_KEY = "Bearer mk_warm-up";

  private final AuthorizeCaller authorizeCaller;
  private final CachedKeys cache;
  private final Optional<JwtVerifier> tokens;

  SnapshotHooks(AuthorizeCaller authorizeCaller, CachedKeys cache, Optional<JwtVerifier> tokens) {
    this.authorizeCaller = authorizeCaller;
    this.cache = cache;
    this.tokens = tokens;
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    authorizeCaller.decide(NOBODYS_KEY);
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    cache.clear();
    tokens.ifPresent(JwtVerifier::clear);
  }
}
