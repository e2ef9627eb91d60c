package dev.millrace.idempotency;

import dev.millrace.http.ApiProblem;
import dev.millrace.http.HttpRequest;
import dev.millrace.http.HttpResponse;
import dev.millrace.id.Ids;
import dev.millrace.idempotency.KeptRequest.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lets a client repeat a request until it hears the answer, while what it asks for happens once.
/// The client names the request in the header `Idempotency-Key`; without it every request is new.
///
/// Only answers are kept. A request that is refused has changed nothing, and its key is free again;
/// one that broke down keeps its key, and is run again under the same ids.
public final class Idempotency {
  /// How long a repeat gets the answer of the first.
  public static final Duration LIFE = Duration.ofHours(24);

  /// Longer than API Gateway lets a request take, and so the functions behind it: whoever still
  /// holds it after this time has died.
  static final Duration LOCK = Duration.ofSeconds(30);

  /// What a row holds besides its keys; longer answers are given again by running again.
  static final int MAX_KEPT_CHARS = 300_000;

  private static final String HEADER = "idempotency-key";

  /// Bare, or in quotes as the header's draft has it.
  private static final Pattern KEY = Pattern.compile("(\"?)([!#-~]{1,255})\\1");

  private final KeptRequests requests;
  private final UnaryOperator<String> newIds;
  private final Clock clock;

  /// @param newIds makes an id of a prefix
  public Idempotency(KeptRequests requests, UnaryOperator<String> newIds, Clock clock) {
    this.requests = requests;
    this.newIds = newIds;
    this.clock = clock;
  }

  /// {@return the answer to a request: the action's, or the one that was given before}
  ///
  /// @param tenantId whom the request acts for; keys of different tenants have nothing in common
  /// @param action does what the request asks for
  /// @throws ApiProblem 400 if the key is malformed, 409 if the request is still worked on, 422 if
  ///   the key belongs to another request
  public HttpResponse once(
      HttpRequest request, String tenantId, Function<Attempt, HttpResponse> action) {
    String header = request.headers().get(HEADER);
    return header == null
        ? action.apply(new Attempt(null, newIds))
        : once(fresh(request, tenantId, key(header)), action);
  }

  private HttpResponse once(KeptRequest fresh, Function<Attempt, HttpResponse> action) {
    Optional<KeptRequest> standing = requests.begin(fresh);
    if (standing.isEmpty()) {
      return run(fresh, action);
    }
    KeptRequest kept = standing.get();
    if (!kept.fingerprint().equals(fresh.fingerprint())) {
      throw new ApiProblem(
          422,
          "idempotency_key_reused",
          "Key of another request",
          "This Idempotency-Key came with a different request before.");
    }
    if (kept.answer() != null) {
      return replayed(kept.answer());
    }
    KeptRequest taken = kept.takenBy(fresh.owner(), fresh.lockedUntil());
    if (kept.lockedUntil().isAfter(clock.instant()) || !requests.replace(kept, taken)) {
      throw new ApiProblem(
              409,
              "request_in_progress",
              "Request in progress",
              "The first request with this Idempotency-Key is still being worked on.")
          .withHeader("retry-after", "1");
    }
    return run(taken, action);
  }

  private HttpResponse run(KeptRequest request, Function<Attempt, HttpResponse> action) {
    try {
      HttpResponse response = action.apply(new Attempt(request, newIds));
      if (response.body().length() <= MAX_KEPT_CHARS) {
        requests.replace(
            request,
            request.answered(new Answer(response.status(), response.headers(), response.body())));
      } else {
        release(request);
      }
      return response;
    } catch (ApiProblem refusal) {
      requests.forget(request);
      throw refusal;
    } catch (RuntimeException e) {
      release(request);
      throw e;
    }
  }

  private void release(KeptRequest request) {
    requests.replace(request, request.takenBy(request.owner(), clock.instant()));
  }

  private KeptRequest fresh(HttpRequest request, String tenantId, String key) {
    Instant now = clock.instant();
    return new KeptRequest(
        tenantId,
        key,
        fingerprint(request),
        newIds.apply("own_"),
        now,
        now.plus(LOCK),
        now.plus(LIFE),
        null);
  }

  private static String key(String header) {
    Matcher key = KEY.matcher(header.strip());
    if (!key.matches()) {
      throw ApiProblem.invalid(
          "invalid_idempotency_key",
          "Idempotency-Key must be 1 to 255 visible characters of ASCII.");
    }
    return key.group(2);
  }

  private static String fingerprint(HttpRequest request) {
    String whole = String.join("\n", request.method(), request.path(), request.body());
    return HexFormat.of().formatHex(Ids.sha256(whole.getBytes(StandardCharsets.UTF_8)));
  }

  private static HttpResponse replayed(Answer answer) {
    return HttpResponse.of(answer.status(), answer.headers(), answer.body())
        .header("idempotency-replayed", "true");
  }
}
