package dev.millrace.local.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.local.dynamodb.DynamoDbServer;
import dev.millrace.local.fixture.Await;
import dev.millrace.local.fixture.FakeFunction;
import dev.millrace.local.json.Json;
import dev.millrace.local.lambda.InvocationResult.Answered;
import dev.millrace.local.lambda.InvocationResult.Failed;
import dev.millrace.local.sqs.SqsServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The pollers against the real queues and streams, with functions in this process.
class PollerTest {
  private static final AwsBasicCredentials KEY = AwsBasicCredentials.create("test", "test");

  private static SqsServer sqsServer;
  private static SqsClient sqs;
  private static DynamoDbServer dynamoDbServer;
  private static DynamoDbClient dynamoDb;

  @BeforeAll
  static void start() {
    sqsServer = SqsServer.start(0, Region.US_EAST_1, "000000000000", Optional.empty());
    sqs = sqsServer.client(KEY);
    dynamoDbServer = DynamoDbServer.start(0, Region.US_EAST_1, Optional.empty());
    dynamoDb = dynamoDbServer.client(KEY);
  }

  @AfterAll
  static void stop() {
    sqsServer.close();
    dynamoDbServer.close();
  }

  @Test
  void tellsAFunctionEverythingAboutAMessage() throws InterruptedException {
    String url = queue("told", Map.of());
    FakeFunction function = FakeFunction.answering(Map.of());
    sqs.sendMessage(send ->
        send.queueUrl(url)
            .messageBody("hello")
            .messageAttributes(
                Map.of(
                    "text",
                    MessageAttributeValue.builder().dataType("String").stringValue("v").build(),
                    "bytes",
                    MessageAttributeValue.builder()
                        .dataType("Binary")
                        .binaryValue(SdkBytes.fromUtf8String("b"))
                        .build()))
            .messageSystemAttributes(
                Map.of(
                    MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                    MessageSystemAttributeValue.builder()
                        .dataType("String")
                        .stringValue("Root=1-5759e988-bd862e3fe1be46a994272793")
                        .build())));

    try (QueuePoller poller = poller(function, "told", 10, Duration.ZERO)) {
      poller.start();
      Await.until(() -> !function.events().isEmpty());
      Await.until(() -> depth(url) == 0);
    }

    JsonNode record = Json.read(function.events().getFirst()).at("/Records/0");
    assertThat(record.path("body").asText()).isEqualTo("hello");
    assertThat(record.path("eventSource").asText()).isEqualTo("aws:sqs");
    assertThat(record.path("eventSourceARN").asText())
        .isEqualTo("arn:aws:sqs:us-east-1:000000000000:told");
    assertThat(record.path("md5OfBody").asText()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
    assertThat(record.at("/attributes/ApproximateReceiveCount").asText()).isEqualTo("1");
    assertThat(record.at("/attributes/AWSTraceHeader").asText()).startsWith("Root=1-5759e988");
    assertThat(record.at("/messageAttributes/text/stringValue").asText()).isEqualTo("v");
    assertThat(record.at("/messageAttributes/bytes/binaryValue").asText()).isEqualTo("Yg==");
  }

  @Test
  void leavesTheMessagesThatFailed() throws InterruptedException {
    String dead = queue("dead", Map.of());
    String url =
        queue(
            "partly",
            Map.of(
                QueueAttributeName.VISIBILITY_TIMEOUT,
                "1",
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead\",\"maxReceiveCount\":2}"));
    sqs.sendMessage(send -> send.queueUrl(url).messageBody("good"));
    sqs.sendMessage(send -> send.queueUrl(url).messageBody("poison"));
    FakeFunction function = new FakeFunction(PollerTest::poisonFails);

    try (QueuePoller poller = poller(function, "partly", 10, Duration.ZERO)) {
      poller.start();
      Await.until(() -> depth(dead) == 1);
    }

    assertThat(depth(url)).isZero();
    assertThat(function.events().stream().filter(event -> event.contains("\"poison\"")).count())
        .isEqualTo(2);
  }

  @Test
  void showsMessagesAgainThatItWasClosedOver() throws InterruptedException {
    String url = queue("cut", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "600"));
    sqs.sendMessage(send -> send.queueUrl(url).messageBody("long work"));
    FakeFunction function =
        new FakeFunction(_ -> {
          Thread.sleep(60_000);
          return new Answered("{}");
        });

    try (QueuePoller poller = poller(function, "cut", 1, Duration.ZERO)) {
      poller.start();
      Await.until(() -> !function.events().isEmpty());
    }

    assertThat(sqs.receiveMessage(receive -> receive.queueUrl(url).waitTimeSeconds(2)).messages())
        .hasSize(1);
  }

  @Test
  void fillsABatchWhileItsWindowIsOpen() throws InterruptedException {
    String url = queue("window", Map.of());
    for (int i = 0; i < 12; i++) {
      String body = String.valueOf(i);
      sqs.sendMessage(send -> send.queueUrl(url).messageBody(body));
    }
    FakeFunction function = FakeFunction.answering(Map.of());

    try (QueuePoller poller = poller(function, "window", 12, Duration.ofSeconds(10))) {
      poller.start();
      Await.until(() -> !function.events().isEmpty());
    }

    assertThat(Json.read(function.events().getFirst()).path("Records")).hasSize(12);
  }

  @Test
  void bringsChangesInOrderAndGivesPoisonUp() throws InterruptedException {
    table("changes");
    String failures = queue("failures", Map.of());
    FakeFunction function =
        new FakeFunction(
            event -> event.contains("poison") ? new Failed("No", "poison") : new Answered("null"));
    StreamMapping mapping =
        new StreamMapping(
            "arn:aws:dynamodb:us-east-1:000000000000:table/changes/stream/local",
            ShardIteratorType.TRIM_HORIZON,
            10,
            Duration.ZERO,
            true,
            true,
            1,
            Optional.of("arn:aws:sqs:us-east-1:000000000000:failures"),
            new RecordFilter(List.of(Json.read("{\"eventName\":[\"INSERT\"]}"))));

    try (StreamPoller poller =
        new StreamPoller(dynamoDb, dynamoDbServer.streams(KEY), sqs, function, mapping)) {
      poller.start();
      Thread.sleep(300); // an iterator of an empty shard goes stale with the first record
      List.of("first", "poison", "last").forEach(PollerTest::put);
      put("first");
      Await.until(() -> function.events().stream().anyMatch(event -> event.contains("last")));
      Await.until(() -> depth(failures) == 1);
    }

    assertThat(function.events().getFirst()).contains("first");
    assertThat(function.events()).noneMatch(event -> event.contains("MODIFY"));
    JsonNode givenUp =
        Json.read(
            sqs.receiveMessage(receive -> receive.queueUrl(failures)).messages().getFirst().body());
    assertThat(givenUp.at("/DDBStreamBatchInfo/batchSize").asInt()).isEqualTo(1);
  }

  private static Answered poisonFails(String event) {
    for (JsonNode record : Json.read(event).path("Records")) {
      if (record.path("body").asText().equals("poison")) {
        return new Answered(
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"%s\"}]}"
                .formatted(record.path("messageId").asText()));
      }
    }
    return new Answered("{\"batchItemFailures\":[]}");
  }

  private static QueuePoller poller(
      FakeFunction function, String queue, int batchSize, Duration window) {
    String arn = "arn:aws:sqs:us-east-1:000000000000:" + queue;
    return new QueuePoller(sqs, function, new QueueMapping(arn, batchSize, window, 2, true));
  }

  private static String queue(String name, Map<QueueAttributeName, String> attributes) {
    return sqs.createQueue(create -> create.queueName(name).attributes(attributes)).queueUrl();
  }

  private static int depth(String url) {
    return sqs
        .getQueueAttributes(get -> get.queueUrl(url).attributeNames(QueueAttributeName.ALL))
        .attributes()
        .entrySet()
        .stream()
        .filter(attribute -> attribute.getKey().name().startsWith("APPROXIMATE_NUMBER_OF_MESSAGES"))
        .mapToInt(attribute -> Integer.parseInt(attribute.getValue()))
        .sum();
  }

  private static void table(String name) {
    dynamoDb.createTable(create ->
        create
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build())
            .attributeDefinitions(
                AttributeDefinition.builder()
                    .attributeName("pk")
                    .attributeType(ScalarAttributeType.S)
                    .build())
            .streamSpecification(stream ->
                stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
  }

  private static void put(String key) {
    dynamoDb.putItem(put ->
        put.tableName("changes")
            .item(
                Map.of(
                    "pk", AttributeValue.fromS(key),
                    "at", AttributeValue.fromN(String.valueOf(System.nanoTime())))));
  }
}
