package dev.millrace.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.idempotency.KeptRequest;
import dev.millrace.idempotency.KeptRequest.Answer;
import dev.millrace.idempotency.KeptRequests;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What keeps requests must give each to one try only.
@Tag("contract")
public abstract class KeptRequestsContract {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456Z");

  /// {@return the store}
  protected abstract KeptRequests requests();

  @Test
  void onlyTheFirstTryBegins() {
    KeptRequest first = request("acme", "begins", "one", NOW);

    assertThat(requests().begin(first)).isEmpty();
    assertThat(requests().begin(request("acme", "begins", "two", NOW))).contains(first);
  }

  @Test
  void keysOfDifferentTenantsHaveNothingInCommon() {
    requests().begin(request("acme", "shared", "one", NOW));

    assertThat(requests().begin(request("globex", "shared", "two", NOW))).isEmpty();
  }

  @Test
  void anExpiredRequestIsGone() {
    KeptRequest old = request("acme", "expires", "one", NOW);
    requests().begin(old);

    assertThat(requests().begin(request("acme", "expires", "two", old.expiresAt().plusSeconds(1))))
        .isEmpty();
  }

  @Test
  void anAnswerIsGivenBackWordForWord() {
    KeptRequest request = request("acme", "answers", "one", NOW);
    KeptRequest answered =
        request.answered(new Answer(201, Map.of("etag", "\"1\""), "{\"id\":\"up_1\"}"));
    requests().begin(request);

    assertThat(requests().replace(request, answered)).isTrue();
    assertThat(requests().begin(request("acme", "answers", "two", NOW))).contains(answered);
  }

  @Test
  void onlyItsOwnerChangesARequest() {
    KeptRequest ours = request("acme", "owned", "one", NOW);
    KeptRequest theirs = request("acme", "owned", "two", NOW);
    requests().begin(ours);

    assertThat(requests().replace(theirs, theirs)).isFalse();
    requests().forget(theirs);

    assertThat(requests().begin(theirs)).contains(ours);
  }

  @Test
  void aForgottenRequestIsGone() {
    KeptRequest request = request("acme", "forgotten", "one", NOW);
    requests().begin(request);

    requests().forget(request);

    assertThat(requests().replace(request, request)).isFalse();
    assertThat(requests().begin(request)).isEmpty();
  }

  private static KeptRequest request(String tenantId, String key, String owner, Instant now) {
    return new KeptRequest(
        tenantId, key, "ab12", owner, now, now.plusSeconds(60), now.plusSeconds(3600), null);
  }
}
