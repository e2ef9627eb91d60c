package dev.millrace.inference.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.inference.core.model.CircuitBreaker.Settings;
import dev.millrace.inference.core.model.CircuitBreaker.State;
import dev.millrace.testing.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private final MovableClock clock = MovableClock.inTheNewYear();
  private final CircuitBreaker breaker = new CircuitBreaker(Settings.DEFAULT, clock);
  private int calls;

  @Test
  void opensAfterFiveFailuresInARow() {
    fail(4);
    succeed(1);
    fail(4);
    assertThat(breaker.state()).isEqualTo(State.CLOSED);

    fail(1);

    assertThat(breaker.state()).isEqualTo(State.OPEN);
    assertNotAsked();
  }

  @Test
  void opensWhenHalfOfTenFail() {
    for (int i = 0; i < 4; i++) {
      succeed(1);
      fail(1);
    }
    succeed(1);
    assertThat(breaker.state()).isEqualTo(State.CLOSED);

    fail(1);

    assertThat(breaker.state()).isEqualTo(State.OPEN);
  }

  @Test
  void forgetsWhatIsOlderThanItsWindow() {
    for (int i = 0; i < 4; i++) {
      succeed(1);
      fail(1);
    }
    clock.advance(Duration.ofSeconds(61));

    succeed(1);
    fail(1);

    assertThat(breaker.state()).isEqualTo(State.CLOSED);
  }

  @Test
  void aProbeThatSucceedsClosesIt() {
    fail(5);
    clock.advance(Duration.ofSeconds(60));

    succeed(1);

    assertThat(breaker.state()).isEqualTo(State.CLOSED);
    fail(4);
    assertThat(breaker.state()).isEqualTo(State.CLOSED);
  }

  @Test
  void aProbeThatFailsOpensItAgain() {
    fail(5);
    clock.advance(Duration.ofSeconds(60));

    fail(1);

    assertThat(breaker.state()).isEqualTo(State.OPEN);
    assertNotAsked();
    clock.advance(Duration.ofSeconds(60));
    succeed(1);
  }

  @Test
  void oneProbeIsLetThroughAtATime() {
    fail(5);
    clock.advance(Duration.ofSeconds(60));

    breaker.call(() -> {
      assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
      assertNotAsked();
      return 1;
    });

    assertThat(breaker.state()).isEqualTo(State.CLOSED);
  }

  private void assertNotAsked() {
    int before = calls;
    assertThatThrownBy(() -> succeed(1)).isInstanceOf(ModelException.class);
    assertThat(calls).isEqualTo(before);
  }

  private void succeed(int times) {
    for (int i = 0; i < times; i++) {
      breaker.call(() -> ++calls);
    }
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      assertThatThrownBy(() ->
              breaker.call(() -> {
                calls++;
                throw new ModelException("for the test");
              }))
          .hasMessage("for the test");
    }
  }
}
