package dev.millrace.local.triggers;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// Reads one shard of a stream from its start to its end. An iterator that has gone stale (in
/// DynamoDB Local that of an empty shard does when the first record comes) is replaced by one that
/// continues after what has been read.
final class ShardReader {
  private final DynamoDbStreamsClient streams;
  private final String streamArn;
  private final String shardId;
  private final int most;
  private @Nullable String iterator;
  private @Nullable String lastRead;

  ShardReader(
      DynamoDbStreamsClient streams,
      String streamArn,
      String shardId,
      ShardIteratorType start,
      int most) {
    this.streams = streams;
    this.streamArn = streamArn;
    this.shardId = shardId;
    this.most = most;
    this.iterator = iterator(start);
  }

  String shardId() {
    return shardId;
  }

  /// {@return the next records, perhaps none; empty when the shard has ended}
  Optional<List<Record>> next() {
    @Nullable String from = iterator;
    if (from == null) {
      return Optional.empty();
    }
    try {
      GetRecordsResponse page = streams.getRecords(get -> get.shardIterator(from).limit(most));
      iterator = page.nextShardIterator();
      if (!page.records().isEmpty()) {
        lastRead = page.records().getLast().dynamodb().sequenceNumber();
      }
      return Optional.of(page.records());
    } catch (TrimmedDataAccessException | ExpiredIteratorException e) {
      iterator =
          iterator(
              lastRead == null
                  ? ShardIteratorType.TRIM_HORIZON
                  : ShardIteratorType.AFTER_SEQUENCE_NUMBER);
      return Optional.of(List.of());
    }
  }

  private @Nullable String iterator(ShardIteratorType type) {
    return streams
        .getShardIterator(get -> {
          get.streamArn(streamArn).shardId(shardId).shardIteratorType(type);
          if (type == ShardIteratorType.AFTER_SEQUENCE_NUMBER) {
            get.sequenceNumber(lastRead);
          }
        })
        .shardIterator();
  }
}
