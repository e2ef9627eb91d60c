package dev.millrace.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TogetherByKeyTest {
  private static final int CALLS = 200;
  private static final int KEYS = 100;

  @Test
  void eachCallGetsItsOwnResultAndNoGroupMixesKeys() throws Exception {
    TogetherByKey<Integer, Integer, List<Integer>> pairs =
        new TogetherByKey<>(
            10, (key, inputs) -> inputs.stream().map(input -> List.of(key, input)).toList());

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Integer>>> calls =
          IntStream.range(0, CALLS)
              .mapToObj(i -> threads.submit(() -> pairs.call(i % KEYS, i)))
              .toList();
      for (int i = 0; i < CALLS; i++) {
        assertThat(calls.get(i).get()).containsExactly(i % KEYS, i);
      }
    }
  }

  @Test
  void oneGroupOfAKeyIsMadeAfterTheOther() throws Exception {
    List<Integer> sizes = new ArrayList<>(); // of one thread at a time, which is what is tested
    CountDownLatch goOn = new CountDownLatch(1);
    TogetherByKey<String, Integer, Integer> slow =
        new TogetherByKey<>(
            5,
            (_, inputs) -> {
              await(goOn);
              sizes.add(inputs.size());
              return inputs;
            });
    List<Thread> callers =
        IntStream.range(0, 11)
            .mapToObj(i -> Thread.ofPlatform().start(() -> slow.call("same", i)))
            .toList();
    while (!callers.stream().allMatch(caller -> caller.getState() == Thread.State.WAITING)) {
      Thread.sleep(1);
    }
    goOn.countDown();
    for (Thread caller : callers) {
      caller.join();
    }

    assertThat(sizes).hasSizeLessThanOrEqualTo(4).allMatch(size -> size <= 5);
    assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(11);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
