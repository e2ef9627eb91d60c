package dev.millrace.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TogetherTest {
  private static final int CALLS = 100;

  @Test
  void aCallAloneIsMadeAtOnce() {
    Together<Integer, Integer> twice =
        new Together<>(10, 1, all -> all.stream().map(number -> 2 * number).toList());

    assertThat(twice.call(21)).isEqualTo(42);
  }

  @Test
  void callsThatComeMeanwhileAreMadeTogetherUpToABoundAndEachGetsItsOwnResult() throws Exception {
    List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch underWay = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Together<Integer, Integer> twice =
        new Together<>(
            30,
            1,
            all -> {
              sizes.add(all.size());
              underWay.countDown();
              await(goOn);
              return all.stream().map(number -> 2 * number).toList();
            });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> first = threads.submit(() -> twice.call(-1));
      underWay.await();
      List<Future<Integer>> rest =
          IntStream.range(0, CALLS).mapToObj(i -> threads.submit(() -> twice.call(i))).toList();
      while (twice.waiting() < CALLS) {
        Thread.onSpinWait();
      }
      goOn.countDown();

      assertThat(first.get()).isEqualTo(-2);
      for (int i = 0; i < CALLS; i++) {
        assertThat(rest.get(i).get()).isEqualTo(2 * i);
      }
    }
    assertThat(sizes).containsExactly(1, 30, 30, 30, 10);
  }

  @Test
  void whatAGroupThrowsEveryCallerOfItGetsAndTheNextGroupIsMadeAllTheSame() {
    Together<Integer, Integer> picky =
        new Together<>(
            10,
            2,
            all -> {
              if (all.contains(13)) {
                throw new IllegalArgumentException("not 13");
              }
              return all;
            });

    assertThatThrownBy(() -> picky.call(13)).hasMessage("not 13");
    assertThat(picky.call(12)).isEqualTo(12);
  }

  @Test
  void anErrorComesAsItIs() {
    Error exhausted = new OutOfMemoryError("for the test");
    Together<Integer, Integer> failing =
        new Together<>(
            10,
            1,
            _ -> {
              throw exhausted;
            });

    assertThatThrownBy(() -> failing.call(1)).isSameAs(exhausted);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
