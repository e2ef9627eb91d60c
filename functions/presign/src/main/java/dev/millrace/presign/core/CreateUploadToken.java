package dev.millrace.presign.core;

import dev.millrace.auth.UploadToken;
import dev.millrace.auth.UploadTokenStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Creates tokens by which browsers upload.
public final class CreateUploadToken {
  private final UploadTokenStore tokens;
  private final Supplier<String> secrets;
  private final Clock clock;

  public CreateUploadToken(UploadTokenStore tokens, Supplier<String> secrets, Clock clock) {
    this.tokens = tokens;
    this.secrets = secrets;
    this.clock = clock;
  }

  /// What a token is to allow.
  public record Wish(
      Duration lifetime,
      @Nullable Integer maxUploads,
      @Nullable Long maxBytes,
      Map<String, String> metadata) {}

  /// A new token.
  ///
  /// @param text what its user has to know; kept nowhere
  public record Created(String text, UploadToken token) {}

  /// {@return a new token of a tenant}
  public Created create(String tenantId, Wish wish) {
    String text = UploadToken.text(secrets.get(), tenantId);
    Instant now = clock.instant();
    UploadToken token =
        new UploadToken(
            tenantId,
            UploadToken.find(text).orElseThrow().tokenId(),
            wish.maxUploads(),
            wish.maxBytes(),
            wish.metadata(),
            0,
            now,
            now.plus(wish.lifetime()));
    tokens.save(token);
    return new Created(text, token);
  }
}
