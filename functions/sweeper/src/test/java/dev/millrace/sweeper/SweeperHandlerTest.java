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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweeperHandlerTest {
  private final Deque<List<Repaired>> work =
      new ArrayDeque<>(
          List.of(
              List.of(Repaired.EVENT_RELAYED, Repaired.DELIVERY_REQUESTED),
              List.of(Repaired.EVENT_RELAYED)));

  @Test
  void goesOnWhileThereIsSomethingToDo() {
    assertThat(sweep(FakeContext.withPlentyOfTime(), this::next))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(Repaired.EVENT_RELAYED, 2, Repaired.DELIVERY_REQUESTED, 1));
  }

  @Test
  void stopsBeforeItsTimeIsUp() {
    assertThat(sweep(new FakeContext("1", 10_000), this::next)).isEmpty();
  }

  @Test
  void stopsWhenRepairsNeverEnd() {
    assertThat(sweep(FakeContext.withPlentyOfTime(), () -> List.of(Repaired.DEAD_LETTER_SENT_BACK)))
        .containsEntry(Repaired.DEAD_LETTER_SENT_BACK, 20);
  }

  @Test
  void aRepairThatBreaksDownKeepsNobodyWaiting() {
    Repair broken =
        () -> {
          throw new IllegalStateException("the table is down");
        };

    assertThat(sweep(FakeContext.withPlentyOfTime(), broken, this::next))
        .containsEntry(Repaired.EVENT_RELAYED, 2);
  }

  private Map<Repaired, Integer> sweep(FakeContext context, Repair... repairs) {
    return new SweeperHandler(new Sweep(List.of(repairs)), new Work(Tracer.NONE))
        .handleRequest(Events.read("sweeper-schedule.json", ScheduledEvent.class), context);
  }

  private List<Repaired> next() {
    return work.isEmpty() ? List.of() : work.pop();
  }
}
