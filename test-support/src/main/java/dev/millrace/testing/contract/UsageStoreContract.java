package dev.millrace.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.limit.UsageStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What counts use must lose none of it, and remember as far back as a window reaches.
@Tag("contract")
public abstract class UsageStoreContract {
  private final String key = "test#" + UUID.randomUUID();

  /// {@return the store}
  protected abstract UsageStore usage();

  @Test
  void addsUp() {
    add(105, 3);

    assertThat(add(105, 4)).containsEntry(105L, 7L);
    assertThat(add(105, -2)).containsEntry(105L, 5L);
  }

  @Test
  void remembersTheSlotsOfAWindow() {
    for (int slot = 100; slot < 110; slot++) {
      add(slot, slot);
    }

    Map<Long, Long> used = add(110, 1);

    assertThat(used).containsEntry(100L, 100L).containsEntry(109L, 109L).containsEntry(110L, 1L);
    assertThat(add(114, 1)).containsEntry(104L, 104L).containsEntry(109L, 109L);
  }

  @Test
  void knowsNothingOfOtherKeys() {
    usage().add(key + "#other", 105, 9, Duration.ofMinutes(1));

    assertThat(add(105, 1)).containsOnly(Map.entry(105L, 1L));
  }

  @Test
  void losesNothingWhenManyAddAtOnce() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Map<Long, Long>>> adding =
          IntStream.range(0, 40)
              .<Callable<Map<Long, Long>>>mapToObj(_ -> () -> add(107, 1))
              .toList();
      threads.invokeAll(adding);
    }

    assertThat(add(107, 1)).containsEntry(107L, 41L);
  }

  private Map<Long, Long> add(long slot, long amount) {
    return usage().add(key, slot, amount, Duration.ofMinutes(1));
  }
}
