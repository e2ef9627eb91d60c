package dev.millrace.inference.core.model;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/// Stops asking a model that keeps failing: after a while one call is let through as a probe, and
/// what comes of it decides.
public final class CircuitBreaker {
  private static final int MAX_REMEMBERED = 100;

  private final Settings settings;
  private final Clock clock;
  private final Deque<Call> recent = new ArrayDeque<>();
  private State state = State.CLOSED;
  private int failuresInARow;
  private Instant probeAt = Instant.MIN;

  public CircuitBreaker(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /// When a breaker opens, and for how long.
  ///
  /// @param failuresInARow so many open it
  /// @param failureShare so many of the calls within the last `window` open it
  /// @param leastCalls if there were at least so many
  /// @param window how far back calls are counted, and how long it stays open
  public record Settings(int failuresInARow, double failureShare, int leastCalls, Duration window) {
    /// What holds unless somebody configures otherwise.
    public static final Settings DEFAULT = new Settings(5, 0.5, 10, Duration.ofMinutes(1));
  }

  /// How a breaker stands.
  public enum State {
    CLOSED,
    OPEN,
    HALF_OPEN
  }

  private record Call(Instant at, boolean failed) {}

  /// {@return what the model answers}
  ///
  /// @throws ModelException if the model fails, or is not asked because it kept failing
  public <T> T call(Supplier<T> model) {
    admit();
    try {
      T answer = model.get();
      record(false);
      return answer;
    } catch (RuntimeException e) {
      record(true);
      throw e;
    }
  }

  /// {@return how it stands}
  public synchronized State state() {
    return state;
  }

  private synchronized void admit() {
    if (state == State.CLOSED) {
      return;
    }
    if (state == State.HALF_OPEN || clock.instant().isBefore(probeAt)) {
      throw new ModelException("the model kept failing and is left alone for a while");
    }
    state = State.HALF_OPEN;
  }

  private synchronized void record(boolean failed) {
    Instant now = clock.instant();
    if (!failed && state == State.HALF_OPEN) {
      recent.clear();
    }
    recent.addLast(new Call(now, failed));
    recent.removeIf(call -> call.at().isBefore(now.minus(settings.window())));
    if (recent.size() > MAX_REMEMBERED) {
      recent.removeFirst();
    }
    failuresInARow = failed ? failuresInARow + 1 : 0;
    if (failed && (state == State.HALF_OPEN || tooMany())) {
      state = State.OPEN;
      probeAt = now.plus(settings.window());
    } else if (!failed) {
      state = State.CLOSED;
    }
  }

  private boolean tooMany() {
    long failures = recent.stream().filter(Call::failed).count();
    return failuresInARow >= settings.failuresInARow()
        || (recent.size() >= settings.leastCalls()
            && failures >= settings.failureShare() * recent.size());
  }
}
