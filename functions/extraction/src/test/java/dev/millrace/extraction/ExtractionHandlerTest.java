package dev.millrace.extraction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.extraction.charset.ChardetGuess;
import dev.millrace.extraction.core.Budget;
import dev.millrace.extraction.core.DocumentFormat;
import dev.millrace.extraction.core.DocumentReader;
import dev.millrace.extraction.core.Elsewhere;
import dev.millrace.extraction.core.ExtractDocument;
import dev.millrace.extraction.core.FetchOriginal;
import dev.millrace.extraction.core.Workspace;
import dev.millrace.extraction.core.text.Charsets;
import dev.millrace.extraction.detect.TikaContentDetector;
import dev.millrace.extraction.jsonl.JsonLinesOutputs;
import dev.millrace.extraction.jsonl.JsonLinesSpools;
import dev.millrace.extraction.pdf.PdfExtractor;
import dev.millrace.extraction.pdf.Pdfs;
import dev.millrace.extraction.sqs.DocumentMessages;
import dev.millrace.id.Ids;
import dev.millrace.json.Json;
import dev.millrace.lambda.FairTurns;
import dev.millrace.lambda.MessageLeases;
import dev.millrace.lambda.MessageVisibility;
import dev.millrace.lambda.Postponement;
import dev.millrace.lambda.Tracer;
import dev.millrace.lambda.Work;
import dev.millrace.limit.Workplaces;
import dev.millrace.testing.FakeContext;
import dev.millrace.testing.Intakes;
import dev.millrace.testing.MemoryFlags;
import dev.millrace.testing.MemoryLeases;
import dev.millrace.testing.MemoryObjects;
import dev.millrace.testing.MemoryUploads;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.Samples;
import dev.millrace.testing.Seals;
import dev.millrace.upload.DocumentPasswords;
import dev.millrace.upload.Kind;
import dev.millrace.upload.StoredObject;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/// Runs the whole function but its adapters to AWS on the events that lie in `events/`.
class ExtractionHandlerTest {
  private static final Path EVENTS = Path.of("../../events");
  private static final UploadRef REF = new UploadRef("acme", "up_01m83vvae04x7n2v5c0r9w3j6h");
  private static final Duration LEASE = Duration.ofSeconds(50);
  private static final String QUEUE_URL =
      "http://sqs/000000000000/millrace-local-DocumentsNormalQueue";

  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryUploads store = new MemoryUploads(clock);
  private final MemoryObjects objects = new MemoryObjects();
  private final Uploads uploads = new Uploads(store, clock);
  private final DocumentPasswords passwords = new DocumentPasswords(Seals.box());
  private final FakeSqs sqs = new FakeSqs();
  private final Workplaces places =
      new Workplaces(new MemoryLeases(clock), new MemoryFlags().flags(), 2, LEASE);

  @TempDir private Path folder;

  @Test
  void aMessageOfAnUploadedDocumentBringsItsText() throws IOException {
    upload(sample());

    assertThat(handle("extraction-document.json")).isEmpty();

    assertThat(state()).isEqualTo(UploadState.INFERRING);
    assertThat(objects.keys()).anyMatch(key -> key.endsWith("/chunks.manifest.json"));
    assertThat(new String(objects.content(textKey()), UTF_8)).contains("How a millrace works");
    assertThat(sqs.changes)
        .containsExactly(
            ChangeMessageVisibilityRequest.builder()
                .queueUrl(QUEUE_URL)
                .receiptHandle(receiptOf("extraction-document.json"))
                .visibilityTimeout(60)
                .build());
  }

  @Test
  void aMessageWhoseTenantHasEnoughInWorkComesAgainLater() throws IOException {
    upload(sample());
    assertThat(places.take("millrace-local-DocumentsNormalQueue", REF.tenantId())).isPresent();

    assertThat(handle("extraction-document.json")).as("it is no failed try").isEmpty();

    assertThat(state()).isEqualTo(UploadState.CREATED);
    assertThat(sqs.sent)
        .singleElement()
        .satisfies(copy -> {
          assertThat(copy.queueUrl()).isEqualTo(QUEUE_URL);
          assertThat(copy.messageBody()).isEqualTo(bodyOf("extraction-document.json"));
          assertThat(copy.delaySeconds()).isPositive();
        });
  }

  @Test
  void aBareS3EventWorksToo() throws IOException {
    upload(sample());

    assertThat(handle("extraction-s3-put.json")).isEmpty();

    assertThat(state()).isEqualTo(UploadState.INFERRING);
    assertThat(sqs.changes).isEmpty();
  }

  @Test
  void anUploadThatNobodyCreatedIsDismissed() throws IOException {
    assertThat(handle("extraction-document.json")).isEmpty();
    assertThat(store.events()).isEmpty();
  }

  @Test
  void aDocumentThatIsNotWhatItClaimsIsRejected() throws IOException {
    byte[] page = "<!DOCTYPE html><html><body>no PDF</body></html>".getBytes(UTF_8);
    byte[] padded = Arrays.copyOf(page, sample().length);
    Arrays.fill(padded, page.length, padded.length, (byte) ' ');
    upload(padded);

    assertThat(handle("extraction-document.json")).isEmpty();

    assertThat(state()).isEqualTo(UploadState.REJECTED);
    assertThat(store.eventTypes()).endsWith("upload.rejected");
  }

  @ParameterizedTest
  @CsvSource({
    "sesame, INFERRING, ''",
    "owner, INFERRING, ''",
    "open, FAILED, encrypted",
    ", FAILED, encrypted",
  })
  void aLockedDocumentIsReadWithItsPassword(
      @Nullable String password, UploadState end, String reason) throws IOException {
    byte[] locked = Pdfs.encrypted("sesame");
    Upload created = Samples.upload(REF, Kind.PDF, locked.length, clock.instant());
    uploads.create(password == null ? created : created.lockedBy(passwords.seal(REF, password)));
    StoredObject stored = objects.upload(created.objectKey(), locked);
    String event =
        Files.readString(EVENTS.resolve("extraction-s3-put.json"))
            .replaceAll("\"size\": *\\d+", "\"size\": " + stored.size())
            .replaceAll("\"eTag\": *\"[^\"]*\"", "\"eTag\": \"" + stored.etag() + "\"");

    assertThat(handleJson(event)).isEmpty();

    Upload upload = uploads.find(REF).orElseThrow();
    assertThat(upload.state()).isEqualTo(end);
    assertThat(upload.error() == null ? "" : upload.error().code()).isEqualTo(reason);
    assertThat(store.events().toString()).doesNotContain("sesame").doesNotContain("owner");
    assertThat(objects.keys())
        .allSatisfy(key ->
            assertThat(key.startsWith("derived/") ? new String(objects.content(key), UTF_8) : "")
                .doesNotContain("sesame"));
    if (end == UploadState.INFERRING) {
      assertThat(new String(objects.content(textKey()), UTF_8)).contains("secret");
    }
  }

  @Test
  void aDamagedDocumentFails() throws IOException {
    byte[] damaged = new byte[sample().length];
    Arrays.fill(damaged, (byte) 'x');
    System.arraycopy("%PDF-1.7\n".getBytes(UTF_8), 0, damaged, 0, 9);
    upload(damaged);

    assertThat(handle("extraction-document.json")).isEmpty();

    assertThat(state()).isEqualTo(UploadState.FAILED);
    assertThat(store.eventTypes()).endsWith("upload.failed");
  }

  @Test
  void aMessageThatBreaksDownIsHandedOutAgain() throws IOException {
    upload(sample());
    sqs.broken = true;

    assertThat(handle("extraction-document.json"))
        .extracting(BatchItemFailure::getItemIdentifier)
        .containsExactly("97ddc415-95ed-54e2-85fe-da45e010baab");
  }

  @Test
  void aTestEventOfS3IsIgnored() {
    assertThat(handle(Map.of("Service", "Amazon S3", "Event", "s3:TestEvent"))).isEmpty();
    assertThat(store.events()).isEmpty();
  }

  private List<BatchItemFailure> handle(String event) throws IOException {
    return handleJson(Files.readString(EVENTS.resolve(event)));
  }

  @SuppressWarnings("unchecked") // any JSON object reads as such a map
  private List<BatchItemFailure> handleJson(String event) {
    return handle((Map<String, Object>) Json.read(event, Map.class));
  }

  private List<BatchItemFailure> handle(Map<String, Object> input) {
    SQSBatchResponse response =
        new ExtractionHandler(messages(), new Work(Tracer.NONE))
            .handleRequest(input, FakeContext.withPlentyOfTime());
    return response.getBatchItemFailures();
  }

  private DocumentMessages messages() {
    JsonLinesOutputs outputs = new JsonLinesOutputs(objects);
    return new DocumentMessages(
        new ExtractDocument(
            Intakes.open(
                store,
                objects,
                new TikaContentDetector(new Charsets(new ChardetGuess())),
                LEASE,
                clock),
            uploads,
            passwords,
            new DocumentReader(
                new FetchOriginal(objects),
                Map.of(
                    "application/pdf",
                    DocumentFormat.paged(new PdfExtractor(new MemoryFlags().flags()), 1_000_000)),
                Elsewhere.NOWHERE,
                store,
                new JsonLinesSpools(objects),
                outputs,
                new Workspace(folder),
                new Budget(1_500_000_000, () -> 1_000_000_000),
                () -> {},
                clock),
            outputs,
            _ -> {},
            Elsewhere.NOWHERE,
            LEASE,
            clock),
        new FairTurns(places, new Postponement(sqs, List.of(QUEUE_URL), new Random(1), clock)),
        new MessageLeases(
            store, new MessageVisibility(sqs, List.of(QUEUE_URL), Duration.ofSeconds(60)), LEASE),
        new Ids(clock, new Random(1)),
        clock);
  }

  private void upload(byte[] content) {
    Upload created = Samples.upload(REF, Kind.PDF, content.length, clock.instant());
    uploads.create(created);
    objects.upload(created.objectKey(), content);
  }

  private Upload find() {
    return uploads.find(REF).orElseThrow();
  }

  private UploadState state() {
    return find().state();
  }

  private String textKey() {
    return "derived/%s/%s/%s/text.txt".formatted(REF.tenantId(), REF.uploadId(), find().runId());
  }

  private static byte[] sample() throws IOException {
    return Files.readAllBytes(EVENTS.resolve("samples/millrace.pdf"));
  }

  private static String receiptOf(String event) throws IOException {
    JsonNode message = Json.tree(Files.readString(EVENTS.resolve(event))).at("/Records/0");
    return message.path("receiptHandle").asText();
  }

  private static String bodyOf(String event) throws IOException {
    return Json.tree(Files.readString(EVENTS.resolve(event))).at("/Records/0/body").asText();
  }

  private static final class FakeSqs implements SqsClient {
    private final List<ChangeMessageVisibilityRequest> changes = new ArrayList<>();
    private final List<SendMessageRequest> sent = new ArrayList<>();
    private boolean broken;

    @Override
    public ChangeMessageVisibilityResponse changeMessageVisibility(
        ChangeMessageVisibilityRequest request) {
      if (broken) {
        throw new IllegalStateException("no queue today");
      }
      changes.add(request);
      return ChangeMessageVisibilityResponse.builder().build();
    }

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
      sent.add(request);
      return SendMessageResponse.builder().build();
    }

    @Override
    public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
      return GetQueueAttributesResponse.builder().attributes(Map.of()).build();
    }

    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {}
  }
}
