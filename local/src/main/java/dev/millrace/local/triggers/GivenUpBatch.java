package dev.millrace.local.triggers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.local.json.Json;
import dev.millrace.local.lambda.Invocation;
import java.time.Instant;
import java.util.List;

/// The description of a batch that no retry was left for.
final class GivenUpBatch {
  private GivenUpBatch() {}

  /// {@return the description of a given-up batch, as Lambda sends it to the failure queue}
  static String of(
      String functionArn,
      String streamArn,
      String shardId,
      List<ObjectNode> records,
      int tries,
      Instant now) {
    ObjectNode description = Json.object();
    ObjectNode request = description.putObject("requestContext");
    request
        .put("requestId", Invocation.of("").requestId())
        .put("functionArn", functionArn)
        .put("condition", "RetryAttemptsExhausted")
        .put("approximateInvokeCount", tries);
    description
        .putObject("responseContext")
        .put("statusCode", 200)
        .put("executedVersion", "$LATEST")
        .put("functionError", "Unhandled");
    description.put("version", "1.0").put("timestamp", now.toString());
    description
        .putObject("DDBStreamBatchInfo")
        .put("shardId", shardId)
        .put("startSequenceNumber", StreamBatch.sequenceNumber(records.getFirst()))
        .put("endSequenceNumber", StreamBatch.sequenceNumber(records.getLast()))
        .put("approximateArrivalOfFirstRecord", arrival(records.getFirst()))
        .put("approximateArrivalOfLastRecord", arrival(records.getLast()))
        .put("batchSize", records.size())
        .put("streamArn", streamArn);
    return Json.write(description);
  }

  private static String arrival(ObjectNode event) {
    return Instant.ofEpochSecond(
            event.path("dynamodb").path("ApproximateCreationDateTime").asLong())
        .toString();
  }
}
