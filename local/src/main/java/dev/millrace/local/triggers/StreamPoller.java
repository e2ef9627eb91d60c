package dev.millrace.local.triggers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.local.lambda.Invocable;
import dev.millrace.local.sam.Arn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Takes a table's changes to a function, shard after shard, in order.
final class StreamPoller implements Trigger {
  private static final Logger LOG = LoggerFactory.getLogger(StreamPoller.class);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration TROUBLE_PAUSE = Duration.ofSeconds(1);

  private final DynamoDbClient dynamoDb;
  private final DynamoDbStreamsClient streams;
  private final SqsClient sqs;
  private final Invocable function;
  private final StreamMapping mapping;
  private final Thread thread;
  private final Set<String> finishedShards = new HashSet<>();
  private volatile boolean closed;

  StreamPoller(
      DynamoDbClient dynamoDb,
      DynamoDbStreamsClient streams,
      SqsClient sqs,
      Invocable function,
      StreamMapping mapping) {
    this.dynamoDb = dynamoDb;
    this.streams = streams;
    this.sqs = sqs;
    this.function = function;
    this.mapping = mapping;
    this.thread = Thread.ofVirtual().name("stream-" + mapping.tableName()).unstarted(this::run);
  }

  @Override
  public void start() {
    thread.start();
  }

  private void run() {
    try {
      String streamArn =
          dynamoDb
              .describeTable(describe -> describe.tableName(mapping.tableName()))
              .table()
              .latestStreamArn();
      while (!closed) {
        for (Shard shard : shards(streamArn)) {
          follow(streamArn, shard.shardId());
          finishedShards.add(shard.shardId());
        }
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    } catch (RuntimeException e) {
      if (!closed) {
        LOG.error("The stream of {} is no longer followed", mapping.tableName(), e);
      }
    }
  }

  /// {@return the shards that are left, parents before their children}
  private List<Shard> shards(String streamArn) {
    List<Shard> shards = new ArrayList<>();
    @Nullable String last = null;
    do {
      @Nullable String from = last;
      var page =
          streams
              .describeStream(describe -> describe.streamArn(streamArn).exclusiveStartShardId(from))
              .streamDescription();
      shards.addAll(page.shards());
      last = page.lastEvaluatedShardId();
    } while (last != null);
    return shards.stream()
        .filter(Predicate.not(shard -> finishedShards.contains(shard.shardId())))
        .toList();
  }

  /// Reads a shard until it has ended.
  private void follow(String streamArn, String shardId) throws InterruptedException {
    StreamBatch batches =
        new StreamBatch(
            function, mapping, (records, tries) -> giveUp(streamArn, shardId, records, tries));
    ShardReader shard =
        new ShardReader(streams, streamArn, shardId, mapping.start(), mapping.batchSize());
    for (Optional<List<Record>> page = next(shard); page.isPresent(); page = next(shard)) {
      batches.process(wanted(page.get(), streamArn));
      if (page.get().isEmpty()) {
        Thread.sleep(PAUSE);
      }
    }
  }

  private Optional<List<Record>> next(ShardReader shard) throws InterruptedException {
    while (!closed) {
      try {
        return shard.next();
      } catch (SdkException e) {
        if (closed) {
          break;
        }
        LOG.warn("Cannot read the stream of {}: {}", mapping.tableName(), e.getMessage());
        Thread.sleep(TROUBLE_PAUSE);
      }
    }
    return Optional.empty();
  }

  private List<ObjectNode> wanted(List<Record> records, String streamArn) {
    return records.stream()
        .map(record -> StreamRecords.event(record, mapping.region(), streamArn))
        .filter(mapping.filter()::accepts)
        .toList();
  }

  private void giveUp(String streamArn, String shardId, List<ObjectNode> records, int tries) {
    LOG.warn("{} gave up {} records", function.spec().name(), records.size());
    mapping
        .failureQueueArn()
        .ifPresent(arn -> {
          String name = Arn.parse(arn).resource();
          String url = sqs.getQueueUrl(get -> get.queueName(name)).queueUrl();
          String body =
              GivenUpBatch.of(
                  function.spec().arn(), streamArn, shardId, records, tries, Instant.now());
          sqs.sendMessage(send -> send.queueUrl(url).messageBody(body));
        });
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
