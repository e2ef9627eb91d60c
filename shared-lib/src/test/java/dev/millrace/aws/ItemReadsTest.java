package dev.millrace.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

class ItemReadsTest {
  private static final String TABLE = "things";

  private final Shelf shelf = new Shelf();
  private final ItemReads reads = new ItemReads(shelf, TABLE);

  /// A table of items whose sort key is `it`, which gives out a few at a time.
  private static final class Shelf implements DynamoDbClient {
    private final List<Integer> batches = new ArrayList<>();
    private final CountDownLatch open = new CountDownLatch(1);
    private int most = 100;
    private final AtomicInteger single = new AtomicInteger();

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
      assertThat(request.consistentRead()).isTrue();
      int _ = single.incrementAndGet();
      try {
        open.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return GetItemResponse.builder().item(item(request.key()).orElse(null)).build();
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
      KeysAndAttributes wanted = Objects.requireNonNull(request.requestItems().get(TABLE));
      assertThat(wanted.consistentRead()).isTrue();
      assertThat(wanted.keys()).doesNotHaveDuplicates();
      batches.add(wanted.keys().size());
      int given = Math.min(most, wanted.keys().size());
      List<Map<String, AttributeValue>> left = wanted.keys().subList(given, wanted.keys().size());
      return BatchGetItemResponse.builder()
          .responses(
              Map.of(
                  TABLE,
                  wanted.keys().subList(0, given).stream()
                      .flatMap(key -> item(key).stream())
                      .toList()))
          .unprocessedKeys(
              left.isEmpty() ? Map.of() : Map.of(TABLE, wanted.copy(all -> all.keys(left))))
          .build();
    }

    private static Optional<Map<String, AttributeValue>> item(Map<String, AttributeValue> key) {
      if (!Items.sort(key).equals("it")) {
        return Optional.empty();
      }
      Map<String, AttributeValue> item = new HashMap<>(key);
      item.put("content", Items.number(1));
      return Optional.of(item);
    }

    @Override
    public String serviceName() {
      return DynamoDbClient.SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  @Test
  void oneIsReadByItself() {
    shelf.open.countDown();

    assertThat(reads.find(Items.key("a", "it"))).isPresent();
    assertThat(reads.find(Items.key("a", "missing"))).isEmpty();
    assertThat(shelf.batches).isEmpty();
  }

  @Test
  void whatSeveralWantMeanwhileIsReadInOneRequestAndOnce() throws InterruptedException {
    List<Optional<Map<String, AttributeValue>>> found = new ArrayList<>();
    for (int i = 0; i < 4; i++) { // each of them a request that is under way
      String partition = "first" + i;
      Thread.ofPlatform().start(() -> reads.find(Items.key(partition, "it")));
      while (shelf.single.get() <= i) {
        Thread.sleep(1);
      }
    }
    List<Thread> late =
        IntStream.range(0, 10)
            .mapToObj(i ->
                Thread.ofPlatform()
                    .start(() -> {
                      var item = reads.find(Items.key("p" + i % 5, i % 5 == 4 ? "missing" : "it"));
                      synchronized (found) {
                        found.add(item);
                      }
                    }))
            .toList();
    while (!late.stream().allMatch(reader -> reader.getState() == Thread.State.WAITING)) {
      Thread.sleep(1);
    }
    shelf.open.countDown();
    for (Thread reader : late) {
      reader.join();
    }

    assertThat(shelf.batches).containsExactly(5);
    assertThat(found).hasSize(10).filteredOn(Optional::isEmpty).hasSize(2);
  }

  @Test
  void whatIsLeftOverIsReadOneByOne() {
    shelf.open.countDown();
    shelf.most = 2;
    List<Map<String, AttributeValue>> keys =
        IntStream.range(0, 5).mapToObj(i -> Items.key("p" + i, "it")).toList();

    assertThat(reads.findAll(keys)).extracting(Items::key).containsExactlyElementsOf(keys);
    assertThat(shelf.batches).containsExactly(5);
    assertThat(shelf.single).hasValue(3);
  }
}
