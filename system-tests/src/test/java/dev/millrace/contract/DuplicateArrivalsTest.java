package dev.millrace.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.aws.Items;
import dev.millrace.id.Ids;
import dev.millrace.malware.MalwareGate;
import dev.millrace.testing.Intakes;
import dev.millrace.testing.Samples;
import dev.millrace.upload.Change;
import dev.millrace.upload.ContentionException;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Run;
import dev.millrace.upload.StoredObject;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.arrival.Admission;
import dev.millrace.upload.arrival.Admission.Verdict;
import dev.millrace.upload.arrival.Arrival;
import dev.millrace.upload.arrival.RunClaims;
import dev.millrace.upload.dynamodb.DynamoRuns;
import dev.millrace.upload.dynamodb.DynamoUploads;
import dev.millrace.upload.s3.S3Objects;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
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
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@Tag("contract")
class DuplicateArrivalsTest {
  private static final int DUPLICATES = 50;
  private static final int AT_A_TIME = 10;
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final byte[] CONTENT = "%PDF-1.7 raced".getBytes(StandardCharsets.US_ASCII);

  private final Clock clock = Clock.systemUTC();
  private final Ids ids = new Ids(clock, new SecureRandom());
  private final DynamoDbClient dynamoDb = TemplateServices.dynamoDb();
  private final String table = TemplateServices.output("UploadsTable");
  private final DynamoUploads store = new DynamoUploads(dynamoDb, table, "us-east-1");
  private final Uploads uploads = new Uploads(store, clock);
  private final S3Objects objects = new S3Objects(TemplateServices.s3(), TemplateServices.bucket());
  private final Admission admission =
      Admission.of(
          uploads,
          new RunClaims(uploads, new DynamoRuns(dynamoDb, table, clock), LEASE, clock),
          objects,
          store,
          (head, filename) -> "application/pdf",
          new MalwareGate.Open(),
          clock);

  @Test
  void duplicatesOfOneEventInAnyOrderAreOneRunWithOneEnd()
      throws InterruptedException, ExecutionException {
    StoredObject object = arrived();
    List<Callable<String>> messages =
        new ArrayList<>(
            IntStream.range(0, DUPLICATES)
                .<Callable<String>>mapToObj(_ -> () -> take(object))
                .toList());
    Collections.shuffle(messages);

    List<String> outcomes = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(AT_A_TIME)) {
      for (Future<String> outcome : workers.invokeAll(messages)) {
        outcomes.add(outcome.get());
      }
    }

    assertThat(Collections.frequency(outcomes, "processed")).isEqualTo(1);
    assertThat(outcomes)
        .isSubsetOf("processed", "already_in_work", "already_done", "handed out again");
    UploadRef ref = object.key().upload();
    assertThat(sortKeys(ref)).filteredOn(key -> key.startsWith("RUN#")).hasSize(1);
    assertThat(typesOfNotices(ref))
        .containsExactlyInAnyOrder(
            "upload.created", "upload.uploaded", "upload.verified", "upload.completed");
    assertThat(take(object)).isEqualTo("already_done");
  }

  /// Handles a message as a function does.
  private String take(StoredObject object) {
    try {
      Verdict verdict =
          admission.admit(new Arrival.Stored(object), ids.next("own_"), Intakes.leases());
      return switch (verdict) {
        case Verdict.Dismissed(String reason) -> reason;
        case Verdict.Admitted(_, Run run, _) -> {
          complete(run);
          yield "processed";
        }
      };
    } catch (ContentionException e) {
      return "handed out again";
    }
  }

  private void complete(Run run) {
    uploads.change(
        run.upload(),
        upload ->
            Optional.of(
                Change.to(upload.done(false, clock.instant()))
                    .with(run, run.ended(clock.instant()))));
  }

  private StoredObject arrived() {
    Upload upload =
        Samples.upload(
            new UploadRef("acme", ids.next("up_")), Kind.PDF, CONTENT.length, clock.instant());
    uploads.create(upload);
    TemplateServices.s3()
        .putObject(
            put -> put.bucket(TemplateServices.bucket()).key(upload.objectKey().value()),
            RequestBody.fromBytes(CONTENT));
    return objects.head(upload.objectKey()).orElseThrow();
  }

  private List<String> typesOfNotices(UploadRef ref) {
    return rows(ref, "type");
  }

  private List<String> sortKeys(UploadRef ref) {
    return rows(ref, Items.SORT);
  }

  private List<String> rows(UploadRef ref, String attribute) {
    return dynamoDb
        .query(query ->
            query
                .tableName(table)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", Items.text(ref.partition()))))
        .items()
        .stream()
        .flatMap(item -> Optional.ofNullable(item.get(attribute)).stream())
        .map(value -> value.s())
        .toList();
  }
}
