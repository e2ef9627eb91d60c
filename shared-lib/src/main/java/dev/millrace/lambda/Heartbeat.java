package dev.millrace.lambda;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Repeats something beside the work that it belongs to, such as the renewal of a lease, until the
/// work is closed or a beat says that it is lost.
public final class Heartbeat implements AutoCloseable {
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean lost;

  private Heartbeat(Duration interval, BooleanSupplier beat) {
    thread = Thread.ofVirtual().name("heartbeat").start(() -> run(interval, beat));
  }

  /// Starts beating; the first beat comes after one interval.
  ///
  /// @param beat whether the work may go on; a beat that throws is tried again at the next one
  public static Heartbeat every(Duration interval, BooleanSupplier beat) {
    return new Heartbeat(interval, beat);
  }

  /// {@return whether a beat has said that the work is no longer ours}
  public boolean lost() {
    return lost;
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Duration interval, BooleanSupplier beat) {
    try {
      while (!lost && !closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        lost = !beats(beat);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean beats(BooleanSupplier beat) {
    try {
      return beat.getAsBoolean();
    } catch (RuntimeException e) {
      System.getLogger(Heartbeat.class.getName())
          .log(System.Logger.Level.WARNING, "a heartbeat failed and is tried again", e);
      return true;
    }
  }
}
