package dev.millrace.webhook.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.webhook.circuit.Circuit.State;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CircuitTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant UNTIL = NOW.plusSeconds(30);
  private static final CircuitPolicy POLICY = CircuitPolicy.DEFAULT;
  private static final int MOST = 50;

  private final Circuit fresh = Circuit.fresh("acme", "ep_1");

  @Test
  void concurrencyIsEarned() {
    assertThat(fresh.room(NOW)).isEqualTo(1);
    Circuit circuit = fresh;
    for (int expected : new int[] {2, 4, 8, 16, 32, 50, 50}) {
      circuit = circuit.succeeded("wrk", MOST, NOW);
      assertThat(circuit.room(NOW)).isEqualTo(expected);
    }
    assertThat(circuit.proven()).isTrue();
    assertThat(circuit.failed("wrk", false, null, POLICY, NOW).room(NOW)).isEqualTo(25);
    assertThat(circuit.failed("wrk", true, null, POLICY, NOW).room(NOW)).isEqualTo(1);
  }

  @Test
  void whoIsAtItTakesRoomUntilItLeavesOrItsTimeIsOver() {
    Circuit busy = admitted(fresh, "wrk_1");

    assertThat(busy.room(NOW)).isZero();
    assertThat(busy.admit("wrk_2", UNTIL, false, null, NOW).passage())
        .isEqualTo(new Passage.Parked(Parking.IN_FLIGHT, UNTIL));
    assertThat(busy.released("wrk_1", NOW).room(NOW)).isEqualTo(1);
    assertThat(busy.room(UNTIL)).isEqualTo(1);
    assertThat(admitted(busy, "wrk_2", UNTIL).inFlight()).containsOnlyKeys("wrk_2");
  }

  @Test
  void whatIsParkedIsLookedAtWhenTheFirstOfThoseAtItMustHaveEnded() {
    Circuit busy = admitted(fresh.succeeded("wrk", MOST, NOW), "wrk_1", NOW.plusSeconds(5));
    busy = admitted(busy, "wrk_2", NOW.plusSeconds(5));

    Instant look = NOW.plusSeconds(35);
    Circuit told = busy.admit("wrk_3", UNTIL, false, null, NOW.plusSeconds(5)).circuit();

    assertThat(told.wakeAt()).isEqualTo(look);
    assertThat(told.nextLook(look)).isEqualTo(look.plusSeconds(60));
  }

  @Test
  void failuresInARowOpenItAndOneProbeTells() {
    Circuit circuit = fresh;
    for (int i = 0; i < POLICY.failuresInARow(); i++) {
      assertThat(circuit.state(NOW)).isEqualTo(State.CLOSED);
      circuit = circuit.failed("wrk", false, null, POLICY, NOW);
    }
    assertThat(circuit.state(NOW)).isEqualTo(State.OPEN);
    assertThat(circuit.room(NOW)).isZero();
    assertThat(circuit.health(NOW)).isZero();

    Instant later = NOW.plus(POLICY.openFor());
    assertThat(circuit.state(later)).isEqualTo(State.HALF_OPEN);
    Circuit probed = admitted(circuit, "wrk_1", later);
    assertThat(probed.admit("wrk_2", later.plusSeconds(30), false, null, later).passage())
        .isInstanceOf(Passage.Parked.class);
    assertThat(probed.failed("wrk_1", false, null, POLICY, later).openUntil())
        .isEqualTo(later.plus(POLICY.openFor()));

    Circuit closed = probed.succeeded("wrk_1", MOST, later);
    assertThat(closed.state(later)).isEqualTo(State.CLOSED);
    assertThat(closed.room(later)).isEqualTo(1);
    assertThat(closed.failingSince()).isNull();
    assertThat(closed.health(later)).isEqualTo(100);
  }

  @Test
  void halfOfTenInTheLastMinuteOpenIt() {
    Circuit circuit = fresh;
    for (int i = 0; i < 5; i++) {
      circuit = circuit.succeeded("wrk", MOST, NOW);
    }
    Instant now = NOW.plusSeconds(20);
    for (int i = 0; i < 4; i++) {
      circuit = circuit.failed("wrk", false, null, POLICY, now);
    }
    assertThat(circuit.health(now)).isEqualTo(56);
    assertThat(circuit.state(now)).isEqualTo(State.CLOSED);
    Circuit between = circuit.succeeded("wrk", MOST, now);
    assertThat(between.failed("wrk", false, null, POLICY, now).state(now)).isEqualTo(State.CLOSED);
    assertThat(
            between
                .failed("wrk", false, null, POLICY, now)
                .failed("wrk", false, null, POLICY, now)
                .state(now))
        .isEqualTo(State.OPEN);
    assertThat(between.health(now.plusSeconds(60))).isEqualTo(100);
  }

  @Test
  void anEndpointThatAsksForItIsLeftAloneForAnHourAtMost() {
    assertThat(fresh.failed("wrk", true, Duration.ofMinutes(7), POLICY, NOW).openUntil())
        .isEqualTo(NOW.plusSeconds(420));
    assertThat(fresh.failed("wrk", true, Duration.ofDays(7), POLICY, NOW).openUntil())
        .isEqualTo(NOW.plusSeconds(3600));
  }

  @Test
  void aRateSetsTimesAside() {
    Circuit circuit = fresh;
    for (int i = 0; i < 4; i++) {
      circuit = circuit.succeeded("wrk", MOST, NOW);
    }
    for (int i = 0; i < 2; i++) {
      Circuit.Answer answer = circuit.admit("wrk_" + i, UNTIL, false, 2, NOW);
      assertThat(answer.passage()).isInstanceOf(Passage.Granted.class);
      circuit = answer.circuit();
    }
    Circuit.Answer third = circuit.admit("wrk_2", UNTIL, false, 2, NOW);
    assertThat(third.passage()).isEqualTo(new Passage.Paced(NOW.plusSeconds(1)));
    assertThat(third.circuit().admit("wrk_3", UNTIL, false, 2, NOW).passage())
        .isEqualTo(new Passage.Paced(NOW.plusMillis(1500)));
    assertThat(third.circuit().admit("wrk_2", UNTIL, true, 2, NOW.plusSeconds(1)).passage())
        .isInstanceOf(Passage.Granted.class);
  }

  @Test
  void daysOfNothingButFailuresAreHopeless() {
    Circuit failing = fresh.failed("wrk", false, null, POLICY, NOW);
    Instant day5 = NOW.plus(POLICY.disableAfter());

    assertThat(failing.hopeless(POLICY, day5.minusMillis(1))).isFalse();
    assertThat(failing.failed("wrk", false, null, POLICY, day5).hopeless(POLICY, day5)).isTrue();
    assertThat(failing.succeeded("wrk", MOST, day5).hopeless(POLICY, day5)).isFalse();
  }

  private static Circuit admitted(Circuit circuit, String worker) {
    return admitted(circuit, worker, NOW);
  }

  private static Circuit admitted(Circuit circuit, String worker, Instant now) {
    Circuit.Answer answer = circuit.admit(worker, now.plusSeconds(30), false, null, now);
    assertThat(answer.passage()).isInstanceOf(Passage.Granted.class);
    return answer.circuit();
  }
}
