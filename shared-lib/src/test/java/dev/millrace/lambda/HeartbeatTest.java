package dev.millrace.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  private static final Duration SOON = Duration.ofMillis(2);

  @Test
  void beatsUntilItIsClosedEvenWhenABeatFails() throws InterruptedException {
    CountDownLatch beats = new CountDownLatch(3);
    Heartbeat heartbeat =
        Heartbeat.every(
            SOON,
            () -> {
              beats.countDown();
              if (beats.getCount() == 2) {
                throw new IllegalStateException("a passing fault");
              }
              return true;
            });

    assertThat(beats.await(10, TimeUnit.SECONDS)).isTrue();
    heartbeat.close();

    long after = beats.getCount();
    assertThat(heartbeat.lost()).isFalse();
    assertThat(after).isZero();
  }

  @Test
  void stopsWhenTheWorkIsLost() throws InterruptedException {
    AtomicInteger beats = new AtomicInteger();
    CountDownLatch first = new CountDownLatch(1);
    Heartbeat heartbeat =
        Heartbeat.every(
            SOON,
            () -> {
              beats.incrementAndGet();
              first.countDown();
              return false;
            });

    assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
    heartbeat.close();

    assertThat(heartbeat.lost()).isTrue();
    assertThat(beats).hasValue(1);
  }
}
