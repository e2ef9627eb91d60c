package dev.millrace.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.protocol.Faults.Fault;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Wherever anybody dies, once or twice in one delivery, the endpoint hears of the event, at most
/// once more than somebody died, and no death counts as its refusal.
class NoLossTest {
  private static final int MAX_DEATHS = 2;

  @ParameterizedTest
  @CsvSource({"0, false", "1, false", "2, false", "0, true", "1, true", "2, true"})
  void nothingIsLostAndADeathAddsAtMostOneDuplicate(int refusals, boolean everyMessageTwice) {
    Tally tally = new Tally();

    explore(List.of(), refusals, everyMessageTwice, tally);

    System.getLogger(NoLossTest.class.getName())
        .log(
            System.Logger.Level.INFO,
            "refusals {0}, messages twice {1}: {2}",
            refusals,
            everyMessageTwice,
            tally);
    assertThat(tally.worlds).isGreaterThan(200);
    assertThat(tally.mostDuplicates).isLessThanOrEqualTo(MAX_DEATHS);
  }

  /// Each world is run once to learn how many calls it makes after the last death, and then again
  /// with one more death at each of them.
  private static void explore(
      List<Fault> deaths, int refusals, boolean everyMessageTwice, Tally tally) {
    Faults faults = new Faults(deaths);
    World world = new World(faults, refusals, everyMessageTwice).run();
    check(world, faults, refusals);
    tally.count(world);
    if (deaths.size() < MAX_DEATHS) {
      later(deaths, faults.calls())
          .forEach(death -> explore(with(deaths, death), refusals, everyMessageTwice, tally));
    }
  }

  private static void check(World world, Faults faults, int refusals) {
    Delivery delivery = world.delivery().orElseThrow();
    assertThat(delivery.state()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(delivery.attempt()).isLessThanOrEqualTo(refusals + 1);
    assertThat(world.accepted()).isBetween(1, 1 + faults.died());
    assertThat(world.attempts()).hasSize(delivery.attempt());
  }

  private static Stream<Fault> later(List<Fault> deaths, int calls) {
    int first = deaths.isEmpty() ? 0 : deaths.getLast().call() + 1;
    return Stream.iterate(first, call -> call < calls, call -> call + 1)
        .flatMap(call -> Stream.of(new Fault(call, false), new Fault(call, true)));
  }

  private static List<Fault> with(List<Fault> deaths, Fault death) {
    List<Fault> more = new ArrayList<>(deaths);
    more.add(death);
    return more;
  }

  private static final class Tally {
    private int worlds;
    private int mostDuplicates;

    void count(World world) {
      worlds++;
      mostDuplicates = Math.max(mostDuplicates, world.accepted() - 1);
    }

    @Override
    public String toString() {
      return "%d worlds, 0 lost, at most %d duplicates".formatted(worlds, mostDuplicates);
    }
  }
}
