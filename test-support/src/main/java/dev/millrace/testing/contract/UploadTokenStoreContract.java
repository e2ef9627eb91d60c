package dev.millrace.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.auth.UploadToken;
import dev.millrace.auth.UploadTokenStore;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What keeps upload tokens must count what they are used for.
@Tag("contract")
public abstract class UploadTokenStoreContract {
  private static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");

  /// {@return a store}
  protected abstract UploadTokenStore store();

  @Test
  void aTokenIsKeptUntilItIsDeleted() {
    UploadToken token = token("kept", "utk_1", 2);
    UploadToken.Ref ref = new UploadToken.Ref("kept", "utk_1");

    store().save(token);

    assertThat(store().find(ref)).contains(token);
    assertThat(store().find(new UploadToken.Ref("other", "utk_1"))).isEmpty();
    assertThat(store().delete(ref)).isTrue();
    assertThat(store().find(ref)).isEmpty();
    assertThat(store().delete(ref)).isFalse();
    assertThat(store().take(ref)).isFalse();
  }

  @Test
  void aTenantSeesItsOwn() {
    store().save(token("lister", "utk_1", 1));
    store().save(token("lister", "utk_2", null));
    store().save(token("lister-2", "utk_3", null));

    assertThat(store().list("lister"))
        .extracting(UploadToken::tokenId)
        .containsExactly("utk_1", "utk_2");
  }

  @Test
  void uploadsAreCountedUpToTheBound() {
    store().save(token("counter", "utk_1", 2));
    UploadToken.Ref ref = new UploadToken.Ref("counter", "utk_1");

    assertThat(store().take(ref)).isTrue();
    assertThat(store().take(ref)).isTrue();
    assertThat(store().take(ref)).isFalse();
    store().giveBack(ref);
    assertThat(store().take(ref)).isTrue();
    assertThat(store().find(ref)).hasValueSatisfying(t -> assertThat(t.uploads()).isEqualTo(2));
  }

  @Test
  void uploadsWithoutABoundAreCounted() {
    store().save(token("free", "utk_1", null));
    UploadToken.Ref ref = new UploadToken.Ref("free", "utk_1");

    assertThat(store().take(ref)).isTrue();
    assertThat(store().find(ref)).hasValueSatisfying(t -> assertThat(t.uploads()).isEqualTo(1));
  }

  private static UploadToken token(String tenantId, String tokenId, @Nullable Integer maxUploads) {
    return new UploadToken(
        tenantId,
        tokenId,
        maxUploads,
        maxUploads == null ? null : 1_000L,
        Map.of("customer", "42"),
        0,
        NOW,
        NOW.plusSeconds(60));
  }
}
