package dev.millrace.local.triggers;

import dev.millrace.local.sam.Arn;
import dev.millrace.local.sam.Properties;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;

/// How a stream's records reach a function.
///
/// @param streamArn the stream, as the template names it
/// @param start where to begin
/// @param batchSize the most records of one invocation
/// @param window how long a batch may wait to fill
/// @param bisect whether a failed batch is halved
/// @param partialFailures whether the function names the records that failed
/// @param retries how often a failed batch is tried again; negative means without end
/// @param failureQueueArn where the description of a given-up batch goes
/// @param filter which records are wanted
record StreamMapping(
    String streamArn,
    ShardIteratorType start,
    int batchSize,
    Duration window,
    boolean bisect,
    boolean partialFailures,
    int retries,
    Optional<String> failureQueueArn,
    RecordFilter filter) {
  private static final int DEFAULT_BATCH_SIZE = 100;

  static StreamMapping of(Properties properties, String streamArn) {
    return new StreamMapping(
        streamArn,
        ShardIteratorType.fromValue(properties.text("StartingPosition", "LATEST")),
        properties.integer("BatchSize", DEFAULT_BATCH_SIZE),
        Duration.ofSeconds(properties.integer("MaximumBatchingWindowInSeconds", 0)),
        properties.flag("BisectBatchOnFunctionError"),
        properties.texts("FunctionResponseTypes").contains("ReportBatchItemFailures"),
        properties.integer("MaximumRetryAttempts", -1),
        properties.section("DestinationConfig").section("OnFailure").findText("Destination"),
        RecordFilter.of(properties.section("FilterCriteria").sections("Filters")));
  }

  String tableName() {
    return Arn.parse(streamArn)
        .resource()
        .replaceFirst("table/", "")
        .replaceFirst("/stream/.*", "");
  }

  String region() {
    return Arn.parse(streamArn).region();
  }
}
