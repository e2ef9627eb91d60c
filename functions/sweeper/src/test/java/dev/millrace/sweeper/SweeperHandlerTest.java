package dev.millrace.sweeper;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.millrace.lambda.Tracer;
import dev.millrace.lambda.Work;
import dev.millrace.sweeper.core.Repair;
import dev.millrace.sweeper.core.Repaired;
import dev.millrace.sweeper.core.Sweep;
import dev.millrace.testing.Events;
import dev.millrace.testing.FakeContext;
import dev.millrace.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SweeperHandlerTest {
  private final MovableClock clock = MovableClock.inTheNewYear();
  private final Deque<List<Repaired>> work =
      new ArrayDeque<>(
          List.of(
              List.of(Repaired.EVENT_RELAYED, Repaired.DELIVERY_REQUESTED),
              List.of(Repaired.EVENT_RELAYED)));

  @Test
  void goesOnWhileThereIsSomethingToDo() {
    assertThat(sweep(lasting(60), this::next))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(Repaired.EVENT_RELAYED, 2, Repaired.DELIVERY_REQUESTED, 1));
  }

  @Test
  void stopsBeforeItsTimeIsUp() {
    assertThat(sweep(lasting(20), this::next)).isEmpty();
  }

  @Test
  void stopsWhenRepairsNeverEnd() {
    assertThat(sweep(lasting(60), () -> List.of(Repaired.DEAD_LETTER_SENT_BACK)))
        .containsEntry(Repaired.DEAD_LETTER_SENT_BACK, 20);
  }

  @Test
  void sweepsAgainAfterEachIntervalUntilItsMinuteIsOver() {
    AtomicInteger rounds = new AtomicInteger();
    Repair counting =
        () -> {
          rounds.incrementAndGet();
          return List.of();
        };
    Instant end = clock.instant().plusSeconds(80);

    new Sweep(List.of(counting), Duration.ofSeconds(5), clock::advance)
        .run(() -> Duration.between(clock.instant(), end));

    assertThat(rounds).hasValue(12);
  }

  @Test
  void aRepairThatBreaksDownKeepsNobodyWaiting() {
    Repair broken =
        () -> {
          throw new IllegalStateException("the table is down");
        };

    assertThat(sweep(lasting(60), broken, this::next)).containsEntry(Repaired.EVENT_RELAYED, 2);
  }

  private Map<Repaired, Integer> sweep(FakeContext context, Repair... repairs) {
    Sweep sweep = new Sweep(List.of(repairs), Duration.ofMinutes(1), clock::advance);
    return new SweeperHandler(sweep, new Work(Tracer.NONE))
        .handleRequest(Events.read("sweeper-schedule.json", ScheduledEvent.class), context);
  }

  private static FakeContext lasting(int seconds) {
    return new FakeContext("00000000-0000-0000-0000-000000000001", seconds * 1000);
  }

  private List<Repaired> next() {
    return work.isEmpty() ? List.of() : work.pop();
  }
}
