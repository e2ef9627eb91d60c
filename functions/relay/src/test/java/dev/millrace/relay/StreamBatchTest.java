package dev.millrace.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.millrace.json.Json;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StreamBatchTest {
  private static final List<DynamodbStreamRecord> RECORDS =
      IntStream.range(0, 100).mapToObj(StreamBatchTest::numbered).toList();

  private final Set<String> handled = ConcurrentHashMap.newKeySet();

  @Test
  @Timeout(20)
  void sixteenAreHandledAtOnceAndNoMore() {
    CountDownLatch sixteen = new CountDownLatch(16);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();

    StreamBatch.atOnce(
        RECORDS,
        entry -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          sixteen.countDown();
          await(sixteen);
          running.decrementAndGet();
        });

    assertThat(most).hasValue(16);
  }

  @Test
  void lambdaStartsAgainAtTheFirstThatFailed() {
    assertThat(failures(entry -> failAt(entry, Set.of("70", "12"), new IllegalStateException())))
        .containsExactly("12");
    assertThat(handled).as("the others").hasSize(98);
  }

  @Test
  void anErrorIsNoSuccess() {
    assertThat(failures(entry -> failAt(entry, Set.of("3"), new StackOverflowError())))
        .containsExactly("3");
  }

  @Test
  void whatCannotBeReadHoldsUpNobody() {
    assertThat(failures(_ -> Json.read("torn", Integer.class))).isEmpty();
  }

  private List<String> failures(Consumer<DynamodbStreamRecord> handler) {
    return StreamBatch.atOnce(RECORDS, handler).getBatchItemFailures().stream()
        .map(BatchItemFailure::getItemIdentifier)
        .toList();
  }

  private void failAt(DynamodbStreamRecord entry, Set<String> numbers, Throwable failure) {
    String number = entry.getDynamodb().getSequenceNumber();
    if (!numbers.contains(number)) {
      handled.add(number);
    } else if (failure instanceof Error error) {
      throw error;
    } else {
      throw (RuntimeException) failure;
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static DynamodbStreamRecord numbered(int number) {
    DynamodbStreamRecord entry = new DynamodbStreamRecord();
    entry.setDynamodb(new StreamRecord().withSequenceNumber(String.valueOf(number)));
    return entry;
  }
}
