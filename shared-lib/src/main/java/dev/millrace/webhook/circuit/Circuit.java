package dev.millrace.webhook.circuit;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What all workers know of an endpoint: how it has fared, whether it may be called, and how many
/// are at it. Its steps return a new value, which replaces exactly the version that the step was
/// taken from.
///
/// An endpoint earns its concurrency: the first attempt is made alone, and each success doubles
/// what may be made at once, up to a bound. So one that never answers holds up a single worker.
///
/// @param version one more with each step, 0 while nothing has been written
/// @param openUntil while it lies ahead, nothing is sent; once it has passed, one attempt tells
///   whether more may follow. Null while the circuit is closed
/// @param failingSince when the first of the failures came that no success has interrupted
/// @param limit how many attempts it has earned at once
/// @param inFlight worker of each attempt that is being made → when it has ended at the latest
/// @param nextTurn when the next attempt may begin, under a rate
/// @param wakeAt when parked deliveries are to be looked at; null if none is parked
public record Circuit(
    String endpointId,
    String tenantId,
    long version,
    int failuresInARow,
    @Nullable Instant openUntil,
    @Nullable Instant failingSince,
    int limit,
    Map<String, Instant> inFlight,
    AttemptWindow window,
    @Nullable Instant nextTurn,
    @Nullable Instant wakeAt) {
  /// How long before parked deliveries are looked at for which nobody makes room.
  private static final Duration WAKE_AFTER = Duration.ofMinutes(1);

  private static final int PROVEN_LIMIT = 16;
  private static final Duration BURST = Duration.ofSeconds(1);
  private static final Duration MAX_PAUSE = Duration.ofHours(1);

  public Circuit {
    inFlight = Map.copyOf(inFlight);
  }

  /// Whether an endpoint may be called.
  public enum State {
    CLOSED,
    OPEN,
    HALF_OPEN
  }

  /// What came of asking for an attempt.
  public record Answer(Circuit circuit, Passage passage) {}

  /// {@return what is known of an endpoint that has never been called}
  public static Circuit fresh(String tenantId, String endpointId) {
    return new Circuit(
        endpointId, tenantId, 0, 0, null, null, 1, Map.of(), AttemptWindow.EMPTY, null, null);
  }

  /// {@return whether the endpoint may be called}
  public State state(Instant now) {
    if (openUntil == null) {
      return State.CLOSED;
    }
    return openUntil.isAfter(now) ? State.OPEN : State.HALF_OPEN;
  }

  /// {@return how the endpoint has fared in the last minute, from 0 to 100; 100 if it was not
  /// called, and 0 while nothing is sent to it}
  public int health(Instant now) {
    return openUntil == null ? (int) Math.round(100 * (1 - window.failedShare(now))) : 0;
  }

  /// {@return how many attempts are being made}
  public int busy(Instant now) {
    return live(now).size();
  }

  /// {@return how many more attempts may be made at once}
  public int room(Instant now) {
    int busy = busy(now);
    return switch (state(now)) {
      case CLOSED -> Math.max(0, limit - busy);
      case OPEN -> 0;
      case HALF_OPEN -> busy == 0 ? 1 : 0;
    };
  }

  /// {@return whether the endpoint has shown that it takes much at once}
  public boolean proven() {
    return openUntil == null && limit >= PROVEN_LIMIT;
  }

  /// Asks for an attempt.
  ///
  /// @param worker who would make it
  /// @param until when it will have ended at the latest
  /// @param paced whether its time was set aside before
  /// @param ratePerSecond how many may begin in a second; null if there is no bound
  public Answer admit(
      String worker, Instant until, boolean paced, @Nullable Integer ratePerSecond, Instant now) {
    if (room(now) == 0) {
      return parked(now);
    }
    Instant turn = turn(now);
    if (ratePerSecond == null || paced) {
      return new Answer(entered(worker, until, nextTurn, now), new Passage.Granted());
    }
    Instant following = turn.plusNanos(Duration.ofSeconds(1).toNanos() / ratePerSecond);
    return Duration.between(now, turn).compareTo(BURST) < 0
        ? new Answer(entered(worker, until, following, now), new Passage.Granted())
        : new Answer(next(openUntil, limit, live(now), following, wakeAt), new Passage.Paced(turn));
  }

  /// {@return this circuit once an attempt has been given up before it was made}
  public Circuit released(String worker, Instant now) {
    return next(openUntil, limit, without(worker, now), nextTurn, wakeAt);
  }

  /// {@return this circuit after an attempt that the endpoint accepted}
  ///
  /// @param maxInFlight how many may ever be made at once
  public Circuit succeeded(String worker, int maxInFlight, Instant now) {
    return new Circuit(
        endpointId,
        tenantId,
        version + 1,
        0,
        null,
        null,
        openUntil == null ? Math.min(limit * 2, maxInFlight) : 1,
        without(worker, now),
        openUntil == null ? window.with(true, now) : AttemptWindow.EMPTY.with(true, now),
        nextTurn,
        wakeAt);
  }

  /// {@return this circuit after an attempt that failed}
  ///
  /// @param throttled whether the endpoint says that it is asked too much
  /// @param pause how long it asked to be left alone; null if it did not
  public Circuit failed(
      String worker,
      boolean throttled,
      @Nullable Duration pause,
      CircuitPolicy policy,
      Instant now) {
    AttemptWindow after = window.with(false, now);
    boolean opens =
        openUntil != null
            || failuresInARow + 1 >= policy.failuresInARow()
            || (after.attempts(now) >= policy.minAttempts()
                && after.failedShare(now) >= policy.failedShare());
    Instant end = opens ? now.plus(policy.openFor()) : null;
    if (pause != null) {
      Instant asked = now.plus(pause.compareTo(MAX_PAUSE) < 0 ? pause : MAX_PAUSE);
      end = end == null || asked.isAfter(end) ? asked : end;
    }
    return new Circuit(
        endpointId,
        tenantId,
        version + 1,
        failuresInARow + 1,
        end,
        failingSince == null ? now : failingSince,
        throttled ? 1 : Math.max(1, limit / 2),
        without(worker, now),
        after,
        nextTurn,
        wakeAt == null || end == null ? wakeAt : end);
  }

  /// {@return whether the endpoint has failed for so long that it is to be disabled}
  public boolean hopeless(CircuitPolicy policy, Instant now) {
    return failingSince != null && !failingSince.plus(policy.disableAfter()).isAfter(now);
  }

  /// {@return this circuit with a look at the parked deliveries still to come}
  public Circuit waking(@Nullable Instant time) {
    return next(openUntil, limit, inFlight, nextTurn, time);
  }

  /// {@return this circuit of an endpoint that starts anew}
  public Circuit reset() {
    return new Circuit(
        endpointId,
        tenantId,
        version + 1,
        0,
        null,
        null,
        1,
        inFlight,
        AttemptWindow.EMPTY,
        nextTurn,
        wakeAt);
  }

  /// {@return this circuit at a version: several steps may be written as one}
  Circuit at(long oneVersion) {
    return new Circuit(
        endpointId,
        tenantId,
        oneVersion,
        failuresInARow,
        openUntil,
        failingSince,
        limit,
        inFlight,
        window,
        nextTurn,
        wakeAt);
  }

  /// {@return when deliveries that are parked now are to be looked at if nothing wakes them: when
  /// the circuit closes, or when a worker must have died that has not ended its attempt by then}
  public Instant nextLook(Instant now) {
    if (openUntil != null && openUntil.isAfter(now)) {
      return openUntil;
    }
    return Stream.concat(Stream.of(now.plus(WAKE_AFTER)), live(now).values().stream())
        .min(Instant::compareTo)
        .orElseThrow();
  }

  /// {@return why a delivery cannot be made now}
  public Parking parking() {
    return openUntil == null ? Parking.IN_FLIGHT : Parking.CIRCUIT_OPEN;
  }

  private Answer parked(Instant now) {
    Instant look = nextLook(now);
    Circuit after = wakeAt == null ? waking(look) : this;
    return new Answer(after, new Passage.Parked(parking(), look));
  }

  private Circuit entered(String worker, Instant until, @Nullable Instant following, Instant now) {
    Map<String, Instant> more =
        Stream.concat(live(now).entrySet().stream(), Stream.of(Map.entry(worker, until)))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return next(openUntil, limit, more, following, wakeAt);
  }

  private Instant turn(Instant now) {
    return nextTurn != null && nextTurn.isAfter(now) ? nextTurn : now;
  }

  private Map<String, Instant> live(Instant now) {
    return inFlight.entrySet().stream()
        .filter(lease -> lease.getValue().isAfter(now))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private Map<String, Instant> without(String worker, Instant now) {
    return live(now).entrySet().stream()
        .filter(lease -> !lease.getKey().equals(worker))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private Circuit next(
      @Nullable Instant nextOpenUntil,
      int nextLimit,
      Map<String, Instant> nextInFlight,
      @Nullable Instant following,
      @Nullable Instant nextWake) {
    return new Circuit(
        endpointId,
        tenantId,
        version + 1,
        failuresInARow,
        nextOpenUntil,
        failingSince,
        nextLimit,
        nextInFlight,
        window,
        following,
        nextWake);
  }
}
