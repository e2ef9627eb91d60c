package dev.millrace.local.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.local.fixture.FakeFunction;
import dev.millrace.local.json.Json;
import dev.millrace.local.lambda.InvocationResult;
import dev.millrace.local.lambda.InvocationResult.Answered;
import dev.millrace.local.lambda.InvocationResult.Failed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;

class StreamBatchTest {
  private final List<List<String>> givenUp = new ArrayList<>();

  @Test
  void halvesAFailedBatchUntilThePoisonIsAlone() throws InterruptedException {
    FakeFunction function = refusing("3");

    batch(function, true, false, 2).process(records(4));

    assertThat(seen(function)).contains(List.of("1", "2"), List.of("4"));
    assertThat(givenUp).containsExactly(List.of("3"));
  }

  @Test
  void triesAgainFromTheFirstRecordThatFailed() throws InterruptedException {
    List<String> tries = new ArrayList<>();
    FakeFunction function =
        new FakeFunction(event -> {
          tries.add(event);
          return new Answered(
              tries.size() == 1
                  ? "{\"batchItemFailures\":[{\"itemIdentifier\":\"3\"}]}"
                  : "{\"batchItemFailures\":[]}");
        });

    batch(function, false, true, 2).process(records(4));

    assertThat(seen(function)).containsExactly(List.of("1", "2", "3", "4"), List.of("3", "4"));
    assertThat(givenUp).isEmpty();
  }

  @Test
  void givesUpAfterTheLastRetry() throws InterruptedException {
    FakeFunction function = FakeFunction.failing();

    batch(function, false, false, 1).process(records(2));

    assertThat(function.events()).hasSize(2);
    assertThat(givenUp).containsExactly(List.of("1", "2"));
  }

  @Test
  void describesWhatItGaveUpAsLambdaDoes() {
    JsonNode description =
        Json.read(
            GivenUpBatch.of(
                "arn:function",
                "arn:stream",
                "shard-1",
                records(2),
                3,
                Instant.parse("2026-11-23T00:00:00Z")));

    assertThat(description.at("/requestContext/condition").asText())
        .isEqualTo("RetryAttemptsExhausted");
    assertThat(description.at("/requestContext/functionArn").asText()).isEqualTo("arn:function");
    assertThat(description.path("DDBStreamBatchInfo"))
        .isEqualTo(
            Json.read(
                """
                {"shardId":"shard-1","startSequenceNumber":"1","endSequenceNumber":"2",
                 "approximateArrivalOfFirstRecord":"1970-01-01T00:00:00Z",
                 "approximateArrivalOfLastRecord":"1970-01-01T00:00:00Z",
                 "batchSize":2,"streamArn":"arn:stream"}
                """));
  }

  private StreamBatch batch(FakeFunction function, boolean bisect, boolean partial, int retries) {
    StreamMapping mapping =
        new StreamMapping(
            "arn:aws:dynamodb:us-east-1:1:table/t/stream/local",
            ShardIteratorType.TRIM_HORIZON,
            100,
            Duration.ZERO,
            bisect,
            partial,
            retries,
            Optional.empty(),
            new RecordFilter(List.of()));
    return new StreamBatch(
        function,
        mapping,
        (records, _) -> givenUp.add(records.stream().map(StreamBatch::sequenceNumber).toList()));
  }

  private static FakeFunction refusing(String number) {
    return new FakeFunction(
        event -> numbers(event).contains(number) ? new Failed("No", number) : answered());
  }

  private static InvocationResult answered() {
    return new Answered("null");
  }

  private static List<List<String>> seen(FakeFunction function) {
    return function.events().stream().map(StreamBatchTest::numbers).toList();
  }

  private static List<String> numbers(String event) {
    return StreamSupport.stream(Json.read(event).path("Records").spliterator(), false)
        .map(record -> record.at("/dynamodb/SequenceNumber").asText())
        .toList();
  }

  private static List<ObjectNode> records(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> {
          ObjectNode record = Json.object();
          record.putObject("dynamodb").put("SequenceNumber", String.valueOf(number));
          return record;
        })
        .toList();
  }
}
