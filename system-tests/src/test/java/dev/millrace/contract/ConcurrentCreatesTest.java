package dev.millrace.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.aws.Items;
import dev.millrace.http.ApiProblem;
import dev.millrace.http.HttpRequest;
import dev.millrace.http.HttpResponse;
import dev.millrace.id.Ids;
import dev.millrace.idempotency.Idempotency;
import dev.millrace.idempotency.dynamodb.DynamoKeptRequests;
import dev.millrace.testing.Samples;
import dev.millrace.upload.Kind;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.dynamodb.DynamoUploads;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@Tag("contract")
class ConcurrentCreatesTest {
  private static final int REQUESTS = 200;
  private static final int AT_A_TIME = 50;
  private static final int LIST_SHARDS = 4;

  private final DynamoDbClient dynamoDb = TemplateServices.dynamoDb();
  private final String table = TemplateServices.output("UploadsTable");
  private final Clock clock = Clock.systemUTC();
  private final Ids ids = new Ids(clock, new SecureRandom());
  private final String tenantId = ids.next("race-");
  private final Uploads uploads =
      new Uploads(new DynamoUploads(dynamoDb, table, "us-east-1"), clock);
  private final Idempotency idempotency =
      new Idempotency(
          new DynamoKeptRequests(dynamoDb, TemplateServices.output("ControlTable")),
          ids::next,
          clock);

  @Test
  void manyRequestsWithOneKeyCreateOneUpload() throws InterruptedException, ExecutionException {
    List<String> answers = atOnce(REQUESTS, this::create);

    String created = create();
    assertThat(answers).hasSize(REQUESTS).containsOnly(created, "request_in_progress");
    assertThat(Collections.frequency(answers, created)).isPositive();
    assertThat(countUploads()).isEqualTo(1);
  }

  /// {@return the id of the upload that was created, or the code of the refusal}
  private String create() {
    try {
      return idempotency
          .once(
              request(),
              tenantId,
              attempt -> {
                UploadRef ref = new UploadRef(tenantId, attempt.id("up_"));
                uploads.create(Samples.upload(ref, Kind.PDF, 1, clock.instant()));
                return HttpResponse.json(201, Map.of("id", ref.uploadId()));
              })
          .body();
    } catch (ApiProblem refusal) {
      return refusal.code();
    }
  }

  private static <T> List<T> atOnce(int times, Callable<T> call)
      throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      List<T> answers = new ArrayList<>();
      for (Future<T> answer : threads.invokeAll(Collections.nCopies(times, call))) {
        answers.add(answer.get());
      }
      return answers;
    }
  }

  private int countUploads() {
    return IntStream.range(0, LIST_SHARDS)
        .map(shard ->
            dynamoDb
                .query(query ->
                    query
                        .tableName(table)
                        .indexName("listing")
                        .keyConditionExpression("listShard = :shard")
                        .expressionAttributeValues(
                            Map.of(":shard", Items.text("T#" + tenantId + "#" + shard))))
                .count())
        .sum();
  }

  private static HttpRequest request() {
    return new HttpRequest(
        "POST",
        "/v1/uploads",
        Map.of(),
        Map.of(),
        Map.of("idempotency-key", "race"),
        "{}",
        Optional.empty(),
        "req_1",
        "api.example.com",
        "192.0.2.1");
  }
}
