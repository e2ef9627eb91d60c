package dev.millrace.local.triggers;

import dev.millrace.local.lambda.FunctionSpec;
import dev.millrace.local.sam.Arn;
import dev.millrace.local.sam.Properties;
import java.time.Duration;

/// How a queue's messages reach a function.
///
/// @param queueArn the queue
/// @param batchSize the most messages of one invocation
/// @param window how long a batch may wait to fill
/// @param concurrency the most invocations at a time
/// @param partialFailures whether the function names the messages that failed
record QueueMapping(
    String queueArn, int batchSize, Duration window, int concurrency, boolean partialFailures) {
  private static final int DEFAULT_BATCH_SIZE = 10;

  static QueueMapping of(Properties properties, String queueArn, FunctionSpec function) {
    int most =
        properties.section("ScalingConfig").integer("MaximumConcurrency", function.concurrency());
    return new QueueMapping(
        queueArn,
        properties.integer("BatchSize", DEFAULT_BATCH_SIZE),
        Duration.ofSeconds(properties.integer("MaximumBatchingWindowInSeconds", 0)),
        Math.min(most, function.concurrency()),
        properties.texts("FunctionResponseTypes").contains("ReportBatchItemFailures"));
  }

  String queueName() {
    return Arn.parse(queueArn).resource();
  }

  String region() {
    return Arn.parse(queueArn).region();
  }
}
