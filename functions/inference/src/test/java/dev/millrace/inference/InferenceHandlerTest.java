package dev.millrace.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import dev.millrace.id.Ids;
import dev.millrace.inference.core.ClassifyImage;
import dev.millrace.inference.core.TakeOver;
import dev.millrace.inference.core.TextLimits;
import dev.millrace.inference.core.UnderstandDocument;
import dev.millrace.inference.core.WordEmbedder;
import dev.millrace.inference.core.image.Classifiers;
import dev.millrace.inference.derived.DerivedDocumentParts;
import dev.millrace.inference.djl.Models;
import dev.millrace.inference.image.DecodeLimits;
import dev.millrace.inference.image.ImageIoPictureReader;
import dev.millrace.inference.image.SignatureDetector;
import dev.millrace.inference.sqs.InferenceMessages;
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
import dev.millrace.testing.RepositoryFiles;
import dev.millrace.upload.DeclaredFile;
import dev.millrace.upload.Kind;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.Priority;
import dev.millrace.upload.ResultPart;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.arrival.RunClaims;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;

/// Runs the whole function but its adapters to AWS, with the real classifier, on the events that
/// lie in `events/`.
class InferenceHandlerTest {
  private static final UploadRef IMAGE = new UploadRef("acme", "up_01m83vvbww8b1k5d3f7g2q6s0t");
  private static final Duration LEASE = Duration.ofSeconds(50);
  private static final List<String> QUEUE_URLS =
      List.of(
          "http://sqs/000000000000/millrace-local-ImagesHighQueue",
          "http://sqs/000000000000/millrace-local-ChunksQueue");

  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryUploads store = new MemoryUploads(clock);
  private final MemoryObjects objects = new MemoryObjects();
  private final Uploads uploads = new Uploads(store, clock);
  private final FakeSqs sqs = new FakeSqs();

  @Test
  void aMessageOfAnUploadedPhotoBringsItsLabels() throws IOException {
    upload(Files.readAllBytes(Models.photo()));

    assertThat(handle("inference-image.json")).isEmpty();

    Upload ended = uploads.find(IMAGE).orElseThrow();
    assertThat(ended.state()).isEqualTo(UploadState.COMPLETED);
    assertThat(ended.detectedType()).isEqualTo("image/png");
    assertThat(store.read(IMAGE, String.valueOf(ended.runId())))
        .singleElement()
        .isInstanceOfSatisfying(
            ResultPart.Image.class,
            image -> assertThat(image.labels().getFirst().name()).isEqualTo("Egyptian Mau"));
    assertThat(sqs.changes)
        .singleElement()
        .satisfies(change -> {
          assertThat(change.queueUrl()).isEqualTo(QUEUE_URLS.getFirst());
          assertThat(change.visibilityTimeout()).isEqualTo(60);
        });
  }

  @Test
  void aTextThatClaimsToBeAnImageIsRejected() throws IOException {
    byte[] text = new byte[Math.toIntExact(Files.size(Models.photo()))];
    Arrays.fill(text, (byte) 'x');
    upload(text);

    assertThat(handle("inference-image.json")).isEmpty();

    assertThat(uploads.find(IMAGE).orElseThrow().state()).isEqualTo(UploadState.REJECTED);
  }

  @Test
  void aDamagedImageFails() throws IOException {
    byte[] damaged = Files.readAllBytes(Models.photo());
    Arrays.fill(damaged, damaged.length / 2, damaged.length, (byte) 0);
    upload(damaged);

    assertThat(handle("inference-image.json")).isEmpty();

    assertThat(uploads.find(IMAGE).orElseThrow().state()).isEqualTo(UploadState.FAILED);
  }

  @Test
  void aMessageOfChunksThatNoRunHasWrittenIsDismissed() {
    assertThat(handle("inference-chunks.json")).isEmpty();
    assertThat(store.events()).isEmpty();
  }

  @Test
  void otherObjectsAreNotForInference() {
    assertThat(handle("extraction-s3-put.json")).isEmpty();
    assertThat(store.events()).isEmpty();
  }

  @Test
  void aMessageThatBreaksDownIsHandedOutAgain() {
    sqs.broken = true;

    assertThat(handle("inference-image.json"))
        .extracting(BatchItemFailure::getItemIdentifier)
        .containsExactly("954ed9f2-9c5f-5d24-beaf-69c27e00a6e8");
  }

  private void upload(byte[] content) {
    DeclaredFile file =
        new DeclaredFile("cat.png", "image/png", Kind.IMAGE, (long) content.length, null, Map.of());
    uploads.create(
        Upload.created(
            IMAGE, file, content.length, Priority.HIGH, clock.instant(), clock.instant()));
    objects.upload(new ObjectKey.Original(true, Priority.HIGH, IMAGE), content);
  }

  private List<BatchItemFailure> handle(String event) {
    @SuppressWarnings("unchecked") // any JSON object reads as such a map
    Map<String, Object> input = Json.read(RepositoryFiles.read("events/" + event), Map.class);
    return new InferenceHandler(messages(), new Work(Tracer.NONE))
        .handleRequest(input, FakeContext.withPlentyOfTime())
        .getBatchItemFailures();
  }

  private InferenceMessages messages() {
    WordEmbedder embedder = new WordEmbedder();
    return new InferenceMessages(
        new ClassifyImage(
            Intakes.open(store, objects, new SignatureDetector(), LEASE, clock),
            uploads,
            objects,
            new ImageIoPictureReader(DecodeLimits.DEFAULT, clock),
            new Classifiers(Models.CLASSIFIER, Optional.empty(), new MemoryFlags().flags()),
            clock),
        new UnderstandDocument(
            new TakeOver(uploads, store, new RunClaims(uploads, store, LEASE, clock)),
            uploads,
            new DerivedDocumentParts(objects),
            embedder,
            new TextLimits(100, 100),
            new MemoryFlags().flags(),
            clock),
        new FairTurns(
            new Workplaces(new MemoryLeases(clock), new MemoryFlags().flags(), 10, LEASE),
            new Postponement(sqs, QUEUE_URLS, new Random(1), clock)),
        new MessageLeases(
            store, new MessageVisibility(sqs, QUEUE_URLS, Duration.ofSeconds(60)), LEASE),
        new Ids(clock, new Random(1)));
  }

  private static final class FakeSqs implements SqsClient {
    private final List<ChangeMessageVisibilityRequest> changes = new ArrayList<>();
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
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {}
  }
}
