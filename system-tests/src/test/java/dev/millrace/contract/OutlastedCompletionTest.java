package dev.millrace.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.presign.core.CompleteInTime;
import dev.millrace.sweeper.core.DueItem;
import dev.millrace.sweeper.core.EraseUpload;
import dev.millrace.sweeper.core.ExpireUpload;
import dev.millrace.sweeper.core.LookAfterUpload;
import dev.millrace.sweeper.core.MissVerdict;
import dev.millrace.sweeper.core.RepairUploads;
import dev.millrace.sweeper.core.RescueRun;
import dev.millrace.sweeper.core.UploadFiles;
import dev.millrace.testing.MemoryWebhooks;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.Samples;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Multipart;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.StoredObject;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.arrival.Quarantine;
import dev.millrace.upload.dynamodb.DynamoRuns;
import dev.millrace.upload.dynamodb.DynamoUploads;
import dev.millrace.upload.multipart.CompleteUpload;
import dev.millrace.upload.multipart.CompleteUpload.Outcome;
import dev.millrace.upload.multipart.MultipartStore;
import dev.millrace.upload.multipart.SentPart;
import dev.millrace.upload.s3.S3Multipart;
import dev.millrace.upload.s3.S3Objects;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// S3 takes longer to put parts together than the gateway waits. On the real tables and objects,
/// with a patience that is short.
@Tag("contract")
class OutlastedCompletionTest {
  private static final byte[] CONTENT =
      "river,level\nElbe,3.2\n".getBytes(StandardCharsets.US_ASCII);
  private static final Duration PATIENCE = Duration.ofMillis(300);

  private final MovableClock clock = MovableClock.inTheNewYear();
  private final S3Client s3 = TemplateServices.s3();
  private final String bucket = TemplateServices.bucket();
  private final S3Objects objects = new S3Objects(s3, bucket);
  private final S3Multipart parts = new S3Multipart(s3, bucket, Duration.ofMinutes(1));
  private final DynamoUploads store =
      new DynamoUploads(
          TemplateServices.dynamoDb(), TemplateServices.output("UploadsTable"), "us-east-1");
  private final Uploads uploads = new Uploads(store, clock);
  private final UploadRef ref =
      new UploadRef("slow", "up_" + UUID.randomUUID().toString().replace("-", ""));
  private final List<StoredObject> told = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void whoAsksAgainIsAnsweredWhileS3GoesOn() throws InterruptedException {
    Slow slow = new Slow(true);
    create();

    assertThat(complete(slow)).as("202").isInstanceOf(Outcome.UnderWay.class);
    assertThat(complete(slow)).as("202 again").isInstanceOf(Outcome.UnderWay.class);
    slow.goOn.countDown();
    slow.written.await();
    Outcome last = complete(slow);
    while (last instanceof Outcome.UnderWay) {
      last = complete(slow);
    }

    assertThat(last).isInstanceOf(Outcome.Arrived.class);
    assertThat(slow.assemblies).as("parts were put together once").hasValue(1);
    assertThat(upload().state()).isEqualTo(UploadState.UPLOADED);
    sweepTwice();
    assertThat(told).as("S3 tells of it by itself").isEmpty();
  }

  @Test
  void aFunctionThatIsStoppedAfterS3HasPutThemTogetherIsFoundBySweeping()
      throws InterruptedException {
    Slow slow = new Slow(false);
    create();
    assertThat(complete(slow)).isInstanceOf(Outcome.UnderWay.class);
    slow.goOn.countDown();
    slow.written.await();
    assertThat(upload().state()).isEqualTo(UploadState.COMPLETING);

    clock.advance(CompleteUpload.LEASE);
    sweepTwice();

    assertThat(told).as("its arrival is told").extracting(StoredObject::key).contains(key());
    assertThat(complete(slow)).as("the client asks again").isInstanceOf(Outcome.Arrived.class);
    assertThat(upload().state()).isEqualTo(UploadState.UPLOADED);
    assertThat(slow.assemblies).hasValue(1);
  }

  @Test
  void aFunctionThatIsStoppedBeforeS3HasBegunIsTakenOverBySweeping() {
    Slow slow = new Slow(false);
    create();
    assertThat(complete(slow)).isInstanceOf(Outcome.UnderWay.class);

    clock.advance(CompleteUpload.LEASE);
    sweepTwice();

    assertThat(upload().state()).isEqualTo(UploadState.UPLOADED);
    assertThat(objects.head(key()))
        .hasValueSatisfying(object -> assertThat(object.size()).isEqualTo(CONTENT.length));
  }

  private void create() {
    Upload created = Samples.upload(ref, Kind.CSV, CONTENT.length, clock.instant());
    String s3UploadId = parts.create(created.objectKey(), "text/csv");
    uploads.create(created.inParts(new Multipart(s3UploadId, (long) CONTENT.length, 1)));
    s3.uploadPart(
        part -> part.bucket(bucket).key(key().value()).uploadId(s3UploadId).partNumber(1),
        RequestBody.fromBytes(CONTENT));
  }

  private Outcome complete(MultipartStore multipart) {
    return new CompleteInTime(
            new CompleteUpload(uploads, objects, multipart, clock), uploads, threads, PATIENCE)
        .complete(ref, Map.of())
        .orElseThrow();
  }

  private void sweepTwice() {
    for (int sweep = 0; sweep < 2; sweep++) {
      clock.advance(Duration.ofSeconds(1));
      repair().round();
    }
  }

  private RepairUploads repair() {
    return new RepairUploads(
        this::due,
        new LookAfterUpload(
            new ExpireUpload(uploads, objects, parts, told::add, clock),
            new MissVerdict(uploads, objects, new Quarantine(uploads, objects, clock), clock),
            new EraseUpload(uploads, _ -> new UploadFiles.Deleted(0, 0), _ -> 0, clock)),
        new RescueRun(
            uploads,
            new DynamoRuns(
                TemplateServices.dynamoDb(), TemplateServices.output("UploadsTable"), clock),
            told::add,
            Duration.ofSeconds(50),
            clock),
        new MemoryWebhooks(clock).fanOut,
        clock);
  }

  private List<DueItem> due(Instant time) {
    Upload upload = upload();
    return upload.dueBy(time) ? List.of(new DueItem.DueUpload(upload)) : List.of();
  }

  private Upload upload() {
    return uploads.find(ref).orElseThrow();
  }

  private ObjectKey.Original key() {
    return upload().objectKey();
  }

  /// S3, which takes its time to put parts together; and whoever waits for it may be stopped.
  private final class Slow implements MultipartStore {
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final CountDownLatch written = new CountDownLatch(1);
    private final AtomicInteger assemblies = new AtomicInteger();
    private final boolean answers;

    /// @param answers whether the one who waits for it lives to hear the answer
    Slow(boolean answers) {
      this.answers = answers;
    }

    @Override
    public Assembly assemble(ObjectKey.Original key, String s3UploadId, List<SentPart> sent) {
      assemblies.incrementAndGet();
      await(goOn);
      Assembly assembly = parts.assemble(key, s3UploadId, sent);
      written.countDown();
      if (!answers) {
        await(new CountDownLatch(1));
      }
      return assembly;
    }

    @Override
    public String create(ObjectKey.Original key, String contentType) {
      return parts.create(key, contentType);
    }

    @Override
    public Optional<List<SentPart>> parts(ObjectKey.Original key, String s3UploadId) {
      return parts.parts(key, s3UploadId);
    }

    @Override
    public void abort(ObjectKey.Original key, String s3UploadId) {
      parts.abort(key, s3UploadId);
    }

    private static void await(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("stopped", e);
      }
    }
  }
}
