package dev.millrace.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.http.ApiProblem;
import dev.millrace.http.HttpRequest;
import dev.millrace.http.HttpResponse;
import dev.millrace.secret.LocalSecretBox;
import dev.millrace.testing.MemoryKeptRequests;
import dev.millrace.testing.MovableClock;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyTest {
  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryKeptRequests requests = new MemoryKeptRequests();
  private final AtomicInteger next = new AtomicInteger();
  private final List<String> created = new ArrayList<>();

  @Test
  void withoutAKeyEveryRequestIsNew() {
    once(request(Map.of(), "{}"), this::create);
    once(request(Map.of(), "{}"), this::create);

    assertThat(created).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void aRepeatGetsTheFirstAnswer() {
    HttpResponse first = once("k", "{}", this::create);
    HttpResponse second = once("k", "{}", this::create);

    assertThat(created).hasSize(1);
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(first.headers()).doesNotContainKey("idempotency-replayed");
    assertThat(second.headers())
        .containsAllEntriesOf(first.headers())
        .containsEntry("idempotency-replayed", "true");
  }

  @Test
  void aKeyMayStandInQuotes() {
    once("\"k\"", "{}", this::create);
    once("k", "{}", this::create);

    assertThat(created).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"\"", "two words", "k\"", "\"k", "ключ"})
  void aMalformedKeyIsRefused(String key) {
    assertRefused(400, "invalid_idempotency_key", () -> once(key, "{}", this::create));
  }

  @Test
  void aKeyHas255CharactersAtMost() {
    once("k".repeat(255), "{}", this::create);

    assertRefused(400, "invalid_idempotency_key", () -> once("k".repeat(256), "{}", this::create));
  }

  @Test
  void aRepeatIsSentAwayWhileTheFirstIsWorkedOn() {
    once(
        "k",
        "{}",
        attempt -> {
          assertRefused(409, "request_in_progress", () -> once("k", "{}", this::create));
          return create(attempt);
        });

    assertThat(created).hasSize(1);
  }

  @Test
  void aKeyBelongsToOneRequest() {
    once("k", "{\"a\":1}", this::create);

    assertRefused(422, "idempotency_key_reused", () -> once("k", "{\"a\":2}", this::create));
  }

  @Test
  void aRefusedRequestLeavesItsKeyFree() {
    assertRefused(
        400,
        "invalid_request",
        () ->
            once(
                "k",
                "{}",
                _ -> {
                  throw ApiProblem.invalid("invalid_request", "no");
                }));

    once("k", "{\"a\":2}", this::create);
    assertThat(created).hasSize(1);
  }

  @Test
  void aRequestThatBrokeDownIsRunAgainUnderTheSameIds() {
    assertThatThrownBy(() -> once("k", "{}", this::createAndBreak))
        .isInstanceOf(IllegalStateException.class);
    assertRefused(422, "idempotency_key_reused", () -> once("k", "[]", this::create));

    once("k", "{}", this::create);

    assertThat(created).hasSize(2);
    assertThat(created.getFirst()).isEqualTo(created.getLast());
  }

  @Test
  void aRequestWhoseWorkerDiedIsTakenOverOnceItsLockHasRunOut() {
    KeptRequest dead = kept();
    requests.begin(dead);
    assertRefused(409, "request_in_progress", () -> once("k", "{}", this::create));

    clock.advance(Idempotency.LOCK);

    assertThat(once("k", "{}", this::create).status()).isEqualTo(201);
    assertThat(requests.replace(dead, dead)).as("the dead worker has lost it").isFalse();
  }

  @Test
  void aKeyIsFreeAgainAfterADay() {
    once("k", "{}", this::create);
    clock.advance(Idempotency.LIFE);

    once("k", "{}", this::create);

    assertThat(created).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void anAnswerThatIsTooLongToKeepIsMadeAgain() {
    Function<Attempt, HttpResponse> longAnswer =
        attempt -> {
          created.add(attempt.id("up_"));
          return HttpResponse.text(200, "text/plain", "x".repeat(Idempotency.MAX_KEPT_CHARS + 1));
        };

    once("k", "{}", longAnswer);
    once("k", "{}", longAnswer);

    assertThat(created).hasSize(2);
    assertThat(created.getFirst()).isEqualTo(created.getLast());
  }

  @Test
  void whatARequestCreatesHasDifferentIds() {
    once(
        "k",
        "{}",
        attempt -> {
          created.add(attempt.id("up_", "0"));
          created.add(attempt.id("up_", "1"));
          created.add(attempt.id("bat_"));
          return HttpResponse.empty(204);
        });

    assertThat(created).doesNotHaveDuplicates().hasSize(3);
    assertThat(created).allMatch(id -> id.matches("(up|bat)_[0-9a-z]{26}"));
  }

  @Test
  void secretsInAnswersAreKeptSealed() {
    SecureRandom random = new SecureRandom();
    byte[] key = new byte[32];
    random.nextBytes(key);
    KeptRequests sealed =
        new SealedRequests(
            requests, new LocalSecretBox(Base64.getEncoder().encodeToString(key), random));
    Idempotency idempotency = new Idempotency(sealed, this::newId, clock);
    HttpRequest request = request(Map.of("idempotency-key", "k"), "{}");
    Function<Attempt, HttpResponse> secretive =
        _ -> HttpResponse.json(201, Map.of("secret", "whsec_1"));

    idempotency.once(request, "acme", secretive);

    assertThat(String.valueOf(requests.begin(kept()).orElseThrow().answer()))
        .contains("status=201")
        .doesNotContain("whsec_1");
    assertThat(idempotency.once(request, "acme", secretive).body()).contains("whsec_1");
  }

  private KeptRequest kept() {
    KeptRequests spy = new MemoryKeptRequests();
    new Idempotency(spy, this::newId, clock)
        .once(request(Map.of("idempotency-key", "k"), "{}"), "acme", _ -> HttpResponse.empty(204));
    KeptRequest any =
        new KeptRequest(
            "acme", "k", "", "other", clock.instant(), clock.instant(), clock.instant(), null);
    KeptRequest done = spy.begin(any).orElseThrow();
    return new KeptRequest(
        done.tenantId(),
        done.key(),
        done.fingerprint(),
        done.owner(),
        done.firstSeenAt(),
        done.lockedUntil(),
        done.expiresAt(),
        null);
  }

  private HttpResponse create(Attempt attempt) {
    String id = attempt.id("up_");
    created.add(id);
    return HttpResponse.json(201, Map.of("id", id)).header("location", "/v1/uploads/" + id);
  }

  private HttpResponse createAndBreak(Attempt attempt) {
    create(attempt);
    throw new IllegalStateException("broke down");
  }

  private HttpResponse once(String key, String body, Function<Attempt, HttpResponse> action) {
    return once(request(Map.of("idempotency-key", key), body), action);
  }

  private HttpResponse once(HttpRequest request, Function<Attempt, HttpResponse> action) {
    return new Idempotency(requests, this::newId, clock).once(request, "acme", action);
  }

  private String newId(String prefix) {
    return prefix + next.incrementAndGet();
  }

  private static void assertRefused(int status, String code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            ApiProblem.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(status);
              assertThat(problem.code()).isEqualTo(code);
            });
  }

  private static HttpRequest request(Map<String, String> headers, String body) {
    return new HttpRequest(
        "POST",
        "/v1/uploads",
        Map.of(),
        Map.of(),
        headers,
        body,
        Optional.empty(),
        "req_1",
        "api.example.com",
        "192.0.2.1");
  }
}
