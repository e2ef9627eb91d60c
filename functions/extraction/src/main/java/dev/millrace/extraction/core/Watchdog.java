package dev.millrace.extraction.core;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ends the sandbox when a page holds its reader for far longer than a page may take, or when what
/// is in use has filled the memory: the reader cannot be relied on to notice either. The page at
/// hand is told of first.
final class Watchdog implements AutoCloseable {
  /// Readers give a page up by themselves after half of this.
  private static final Duration MAX_PAGE = Duration.ofSeconds(60);

  private static final double MAX_HEAP_SHARE = 0.9;
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final PageKeeper keeper;
  private final HeapGauge heap;
  private final Budget budget;
  private final Sandbox sandbox;
  private final Clock clock;
  private final CountDownLatch closed = new CountDownLatch(1);

  private Watchdog(PageKeeper keeper, HeapGauge heap, Budget budget, Sandbox sandbox, Clock clock) {
    this.keeper = keeper;
    this.heap = heap;
    this.budget = budget;
    this.sandbox = sandbox;
    this.clock = clock;
  }

  /// {@return a watchdog that looks every second until it is closed}
  static Watchdog over(
      PageKeeper keeper, HeapGauge heap, Budget budget, Sandbox sandbox, Clock clock) {
    Watchdog watchdog = new Watchdog(keeper, heap, budget, sandbox, clock);
    // A platform thread: a reader that never pauses could keep virtual ones from running.
    Thread.ofPlatform().daemon().name("watchdog").start(watchdog::run);
    return watchdog;
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private void run() {
    try {
      while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Looks once.
  void look() {
    boolean stuck = keeper.pageBegunAt().plus(MAX_PAGE).isBefore(clock.instant());
    boolean full = heap.share() > MAX_HEAP_SHARE || heap.used().getAsLong() > budget.memoryBytes();
    if (stuck || full) {
      keeper.blame();
      sandbox.end();
    }
  }
}
