package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.local.fixture.PostForm;
import dev.millrace.local.fixture.Templates;
import dev.millrace.local.json.Json;
import dev.millrace.local.sam.Template;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class ServicesTest {
  private static final Map<String, URI> APIS =
      Map.of("Front", URI.create("http://127.0.0.1:1"), "Talk", URI.create("http://127.0.0.1:2"));
  private static final String BUCKET = "millrace-local-bucket";

  @TempDir static Path data;

  private static Services services;
  private static S3Client s3;
  private static SqsClient sqs;
  private static DynamoDbClient dynamoDb;

  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() {
    services = start(Optional.of(data.resolve("shared")));
    s3 = services.s3().client(services.credentials());
    sqs = services.sqs().client(services.credentials());
    dynamoDb = services.dynamoDb().client(services.credentials());
  }

  @AfterAll
  static void stop() {
    services.close();
  }

  private static Services start(Optional<Path> folder) {
    Template template = Template.read(Templates.stack(), Map.of());
    return Services.start(template, APIS, folder, Services.Ports.ANY);
  }

  @Test
  void tellsQueuesOfObjectsAsS3Does() {
    put("out/other.txt", "x");
    put("in/other.pdf", "x");
    put("in/ä b+c/d*~.txt", "hello");

    JsonNode event = event();

    assertThat(event.at("/eventVersion").asText()).isEqualTo("2.1");
    assertThat(event.at("/eventSource").asText()).isEqualTo("aws:s3");
    assertThat(event.at("/eventName").asText()).isEqualTo("ObjectCreated:Put");
    assertThat(event.at("/awsRegion").asText()).isEqualTo("us-east-1");
    assertThat(event.at("/s3/bucket/name").asText()).isEqualTo(BUCKET);
    assertThat(event.at("/s3/bucket/arn").asText()).isEqualTo("arn:aws:s3:::" + BUCKET);
    assertThat(event.at("/s3/object/key").asText()).isEqualTo("in/%C3%A4+b%2Bc/d*%7E.txt");
    assertThat(event.at("/s3/object/size").asLong()).isEqualTo(5);
    assertThat(event.at("/s3/object/eTag").asText()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
    assertThat(event.at("/s3/object/sequencer").asText()).hasSize(16);
  }

  @Test
  void tellsOfMultipartUploadsAndCopiesButNotOfTheirParts() {
    String key = "in/parts.txt";
    String id = s3.createMultipartUpload(create -> create.bucket(BUCKET).key(key)).uploadId();
    String eTag =
        s3.uploadPart(
                part -> part.bucket(BUCKET).key(key).uploadId(id).partNumber(1),
                RequestBody.fromString("part"))
            .eTag();
    s3.completeMultipartUpload(complete ->
        complete
            .bucket(BUCKET)
            .key(key)
            .uploadId(id)
            .multipartUpload(
                all -> all.parts(CompletedPart.builder().partNumber(1).eTag(eTag).build())));
    JsonNode completed = event();
    s3.copyObject(copy ->
        copy.sourceBucket(BUCKET)
            .sourceKey(key)
            .destinationBucket(BUCKET)
            .destinationKey("in/copy.txt"));
    JsonNode copied = event();
    s3.deleteObject(delete -> delete.bucket(BUCKET).key(key));

    assertThat(completed.at("/eventName").asText())
        .isEqualTo("ObjectCreated:CompleteMultipartUpload");
    assertThat(completed.at("/s3/object/size").asLong()).isEqualTo(4);
    assertThat(copied.at("/eventName").asText()).isEqualTo("ObjectCreated:Copy");
    assertThat(copied.at("/s3/object/key").asText()).isEqualTo("in/copy.txt");
    assertThat(receive("Files", 0)).isEmpty();
  }

  @Test
  void takesOnlyKeysThatItIssued() {
    AwsBasicCredentials function = services.keys().issue("Some-Function");
    assertThat(function.accessKeyId()).matches("LOCALSOMEFUNCTION[0-9A-F]{8}");
    assertThat(services.s3().client(function).listBuckets().buckets()).hasSize(1);

    for (AwsBasicCredentials wrong :
        List.of(
            AwsBasicCredentials.create(function.accessKeyId(), "wrong"),
            AwsBasicCredentials.create("STRANGER", function.secretAccessKey()))) {
      assertThatExceptionOfType(S3Exception.class)
          .isThrownBy(() -> services.s3().client(wrong).listBuckets())
          .satisfies(refusal -> assertThat(refusal.statusCode()).isEqualTo(403));
    }
  }

  @Test
  void holdsFormsToTheirPolicy() throws IOException, InterruptedException {
    PostForm form = form(Instant.now().plusSeconds(60));

    assertThat(send(form, "12345").statusCode()).isEqualTo(204);
    JsonNode event = event();
    assertThat(event.at("/s3/object/key").asText()).isEqualTo("in/form.txt");
    assertThat(event.at("/eventName").asText()).isEqualTo("ObjectCreated:Post");
    assertThat(send(form, "123456").statusCode()).isEqualTo(400);
    assertThat(send(form, "1234").statusCode()).isEqualTo(400);
    assertThat(send(form.with("key", "in/forged.txt"), "12345").statusCode()).isEqualTo(403);
    assertThat(send(form.with("x-amz-signature", "0".repeat(64)), "12345").statusCode())
        .isEqualTo(403);
    assertThat(send(form(Instant.now().minusSeconds(60)), "12345").statusCode()).isEqualTo(403);
    assertThat(receive("Files", 0)).isEmpty();
  }

  @Test
  void answersPreflightsByTheBucketsRules() throws IOException, InterruptedException {
    HttpResponse<Void> allowed = preflight("https://app.example");

    assertThat(allowed.statusCode()).isEqualTo(200);
    assertThat(allowed.headers().firstValue("access-control-allow-origin"))
        .contains("https://app.example");
    assertThat(preflight("https://evil.example").statusCode()).isEqualTo(403);
  }

  @Test
  void createsTablesAsTheTemplateSays() {
    TableDescription table =
        dynamoDb.describeTable(describe -> describe.tableName("millrace-local-Things")).table();

    assertThat(table.globalSecondaryIndexes())
        .singleElement()
        .satisfies(index -> {
          assertThat(index.indexName()).isEqualTo("due");
          assertThat(index.projection().nonKeyAttributes()).containsExactly("size");
        });
    assertThat(table.streamSpecification().streamViewTypeAsString())
        .isEqualTo("NEW_AND_OLD_IMAGES");
    assertThat(
            dynamoDb
                .describeTimeToLive(describe -> describe.tableName("millrace-local-Things"))
                .timeToLiveDescription()
                .attributeName())
        .isEqualTo("ttl");
  }

  @Test
  void createsQueuesAsTheTemplateSays() {
    Map<QueueAttributeName, String> attributes =
        sqs.getQueueAttributes(
                get -> get.queueUrl(url(sqs, "Files")).attributeNames(QueueAttributeName.ALL))
            .attributes();

    assertThat(attributes).containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "3");
    assertThat(
            Json.read(attributes.getOrDefault(QueueAttributeName.REDRIVE_POLICY, "{}"))
                .at("/deadLetterTargetArn")
                .asText())
        .isEqualTo("arn:aws:sqs:us-east-1:000000000000:millrace-local-Dead");
    assertThat(services.template().resources("AWS::SQS::Queue")).hasSize(2);
  }

  @Test
  void keepsEverythingInItsFolder() {
    Path folder = data.resolve("kept");
    try (Services first = start(Optional.of(folder))) {
      first
          .s3()
          .client(first.credentials())
          .putObject(put -> put.bucket(BUCKET).key("kept"), RequestBody.fromString("object"));
      first
          .dynamoDb()
          .client(first.credentials())
          .putItem(put ->
              put.tableName("millrace-local-Things")
                  .item(Map.of("pk", AttributeValue.fromS("kept"))));
      SqsClient queues = first.sqs().client(first.credentials());
      queues.sendMessage(send -> send.queueUrl(url(queues, "Dead")).messageBody("kept"));
    }
    try (Services second = start(Optional.of(folder))) {
      assertThat(
              second
                  .s3()
                  .client(second.credentials())
                  .getObjectAsBytes(get -> get.bucket(BUCKET).key("kept"))
                  .asUtf8String())
          .isEqualTo("object");
      assertThat(
              second
                  .dynamoDb()
                  .client(second.credentials())
                  .getItem(get ->
                      get.tableName("millrace-local-Things")
                          .key(Map.of("pk", AttributeValue.fromS("kept"))))
                  .item())
          .containsKey("pk");
      SqsClient queues = second.sqs().client(second.credentials());
      assertThat(
              queues
                  .receiveMessage(
                      receive -> receive.queueUrl(url(queues, "Dead")).waitTimeSeconds(5))
                  .messages())
          .extracting(Message::body)
          .containsExactly("kept");
    }
  }

  private static void put(String key, String content) {
    s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString(content));
  }

  private static JsonNode event() {
    List<Message> messages = receive("Files", 10);
    assertThat(messages).hasSize(1);
    return Json.read(messages.getFirst().body()).at("/Records/0");
  }

  private static List<Message> receive(String queue, int waitSeconds) {
    String url = url(sqs, queue);
    List<Message> messages =
        sqs.receiveMessage(receive -> receive.queueUrl(url).waitTimeSeconds(waitSeconds))
            .messages();
    messages.forEach(message ->
        sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle())));
    return messages;
  }

  private static String url(SqsClient client, String queue) {
    return client.getQueueUrl(get -> get.queueName("millrace-local-" + queue)).queueUrl();
  }

  private static PostForm form(Instant expiry) {
    return PostForm.signed(services.credentials(), BUCKET, "in/form.txt", 5, expiry);
  }

  private HttpResponse<String> send(PostForm form, String content)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(services.s3().uri().resolve("/" + BUCKET))
            .timeout(Duration.ofSeconds(10))
            .header("content-type", "multipart/form-data; boundary=" + PostForm.BOUNDARY)
            .POST(BodyPublishers.ofString(form.body(content)))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<Void> preflight(String origin) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(services.s3().uri().resolve("/" + BUCKET + "/in/x.txt"))
            .method("OPTIONS", BodyPublishers.noBody())
            .header("origin", origin)
            .header("access-control-request-method", "PUT")
            .build(),
        BodyHandlers.discarding());
  }
}
