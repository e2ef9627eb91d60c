package dev.millrace.sweeper.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.WebhookEvent;
import dev.millrace.testing.MemoryMultipart;
import dev.millrace.testing.MemoryObjects;
import dev.millrace.testing.MemoryUploads;
import dev.millrace.testing.MemoryWebhooks;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.Samples;
import dev.millrace.testing.WebhookSamples;
import dev.millrace.upload.ArrivalQueue;
import dev.millrace.upload.Change;
import dev.millrace.upload.Erasure;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Multipart;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.Run;
import dev.millrace.upload.RunStore.Claim;
import dev.millrace.upload.Scan;
import dev.millrace.upload.Stage;
import dev.millrace.upload.StoredObject;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.arrival.Quarantine;
import dev.millrace.upload.multipart.CompleteUpload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RepairUploadsTest {
  private static final Duration LEASE = Duration.ofSeconds(50);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final byte[] CONTENT = {'%', 'P', 'D', 'F'};

  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryUploads store = new MemoryUploads(clock);
  private final Uploads uploads = new Uploads(store, clock);
  private final MemoryObjects objects = MemoryObjects.versioned();
  private int rows;
  private final MemoryMultipart parts = new MemoryMultipart(objects);
  private final List<StoredObject> arrivals = new ArrayList<>();
  private final MemoryWebhooks webhooks = new MemoryWebhooks(clock);
  private final Upload created =
      Samples.upload(Samples.REF, Kind.PDF, CONTENT.length, clock.instant());

  // Uploads whose bytes have not been heard of

  @Test
  void anUploadWhoseBytesDidNotComeExpires() {
    uploads.create(created);
    clock.advance(Duration.ofHours(25));

    assertThat(repair(new DueItem.DueUpload(created))).containsExactly(Repaired.UPLOAD_EXPIRED);

    assertThat(upload().state()).isEqualTo(UploadState.EXPIRED);
    assertThat(store.eventTypes()).endsWith("upload.expired");
    assertThat(arrivals).isEmpty();
  }

  @Test
  void anUploadWhoseArrivalWasNotHeardOfIsToldOfAgain() {
    uploads.create(created);
    StoredObject stored = objects.upload(created.objectKey(), CONTENT);
    clock.advance(Duration.ofHours(25));

    assertThat(repair(new DueItem.DueUpload(created))).containsExactly(Repaired.ARRIVAL_SENT_AGAIN);

    assertThat(arrivals).containsExactly(stored);
    assertThat(upload().state()).isEqualTo(UploadState.CREATED);
    assertThat(upload().dueAt()).isAfter(clock.instant());
  }

  @Test
  void anArrivalThatNobodyTakesUpIsToldAgainSoonAndThenLessAndLessOften() {
    uploads.create(created);
    objects.upload(created.objectKey(), CONTENT);
    List<Duration> looks = new ArrayList<>();
    while (looks.size() < 10) {
      untilDue();
      repair(new DueItem.DueUpload(upload()));
      looks.add(Duration.between(created.createdAt(), clock.instant()));
    }

    assertThat(arrivals).hasSameSizeAs(looks);
    assertThat(looks.getFirst()).isLessThan(Duration.ofMinutes(1));
    assertThat(looks.get(6)).isBetween(Duration.ofMinutes(30), Duration.ofMinutes(40));
    assertThat(looks.getLast().minus(looks.get(8))).isBetween(HOUR, HOUR.plusSeconds(1));
  }

  @Test
  void bytesThatAreNotThereYetAreLookedForUntilTheUploadExpires() {
    uploads.create(created);
    int looks = 0;
    while (!upload().state().terminal()) {
      untilDue();
      assertThat(repair(new DueItem.DueUpload(upload()))).hasSize(1);
      looks++;
    }

    assertThat(clock.instant()).isEqualTo(created.expiresAt().plusMillis(1));
    assertThat(looks).isLessThan(40);
    assertThat(arrivals).isEmpty();
  }

  private void untilDue() {
    Instant due = Objects.requireNonNull(upload().dueAt());
    clock.advance(Duration.between(clock.instant(), due.plusMillis(1)));
  }

  @Test
  void anUploadThatHasGotOnMeanwhileIsLeftAlone() {
    uploads.create(created);
    uploads.change(created.ref(), u -> Optional.of(Change.to(u.arrived("run_1", clock.instant()))));
    clock.advance(Duration.ofHours(25));

    assertThat(repair(new DueItem.DueUpload(created))).isEmpty();

    assertThat(upload().state()).isEqualTo(UploadState.VERIFYING);
  }

  @Test
  void anUploadWhoseArrivalWasToldByItsSenderAloneIsToldOfAgain() {
    uploads.create(created);
    StoredObject stored = objects.upload(created.objectKey(), CONTENT);
    new CompleteUpload(uploads, objects, parts, clock).complete(created.ref(), Map.of());
    assertThat(upload().state()).isEqualTo(UploadState.UPLOADED);
    clock.advance(Duration.ofMinutes(61));

    assertThat(repair(new DueItem.DueUpload(upload())))
        .containsExactly(Repaired.ARRIVAL_SENT_AGAIN);
    assertThat(arrivals).containsExactly(stored);

    objects.delete(stored);
    clock.advance(Duration.ofMinutes(61));
    assertThat(repair(new DueItem.DueUpload(upload()))).containsExactly(Repaired.UPLOAD_EXPIRED);
    assertThat(upload().state()).isEqualTo(UploadState.FAILED);
  }

  // Uploads in parts

  @Test
  void abandonedPartsAreThrownAway() {
    Upload upload = inParts();
    parts.send(upload.objectKey(), "s3-1", 1, CONTENT);
    clock.advance(Duration.ofHours(25));

    assertThat(repair(new DueItem.DueUpload(upload))).containsExactly(Repaired.UPLOAD_EXPIRED);

    assertThat(upload().state()).isEqualTo(UploadState.EXPIRED);
    assertThat(parts.open()).isZero();
  }

  @Test
  void partsThatSomebodyDiedPuttingTogetherArePutTogether() {
    Upload upload = inParts();
    parts.send(upload.objectKey(), "s3-1", 1, CONTENT);
    Upload completing = completing();
    assertThat(repair(new DueItem.DueUpload(completing))).isEmpty();
    clock.advance(CompleteUpload.LEASE.plusSeconds(1));

    assertThat(repair(new DueItem.DueUpload(completing)))
        .containsExactly(Repaired.UPLOAD_COMPLETED);

    assertThat(upload().state()).isEqualTo(UploadState.UPLOADED);
    assertThat(objects.content(upload.objectKey().value())).isEqualTo(CONTENT);
  }

  @Test
  void partsThatS3HasPutTogetherMeanwhileAreToldOfAsArrived() {
    Upload upload = inParts();
    parts.send(upload.objectKey(), "s3-1", 1, CONTENT);
    Upload completing = completing();
    parts.assemble(
        upload.objectKey(), "s3-1", parts.parts(upload.objectKey(), "s3-1").orElseThrow());
    clock.advance(CompleteUpload.LEASE.plusSeconds(1));

    assertThat(repair(new DueItem.DueUpload(completing)))
        .containsExactly(Repaired.ARRIVAL_SENT_AGAIN);
    assertThat(arrivals).hasSize(1);
  }

  @Test
  void partsThatVanishedWhileTheyWerePutTogetherEndTheUpload() {
    Upload upload = inParts();
    Upload completing = completing();
    parts.abort(upload.objectKey(), "s3-1");
    clock.advance(CompleteUpload.LEASE.plusSeconds(1));

    assertThat(repair(new DueItem.DueUpload(completing))).containsExactly(Repaired.UPLOAD_EXPIRED);
    assertThat(upload().error())
        .satisfies(reason -> assertThat(String.valueOf(reason)).contains("multipart_vanished"));
  }

  @Test
  void partsThatTurnOutTooLargeEndTheUpload() {
    Upload upload = inParts();
    parts.send(upload.objectKey(), "s3-1", 1, new byte[CONTENT.length + 1]);
    Upload completing = completing();
    clock.advance(CompleteUpload.LEASE.plusSeconds(1));

    assertThat(repair(new DueItem.DueUpload(completing))).containsExactly(Repaired.UPLOAD_REJECTED);
    assertThat(parts.open()).isZero();
  }

  @Test
  void partsThatDoNotMakeUpTheFileWaitForTheOthersButNotForEver() {
    inParts();
    Upload completing = completing();
    clock.advance(CompleteUpload.LEASE.plusSeconds(1));

    assertThat(repair(new DueItem.DueUpload(completing))).containsExactly(Repaired.UPLOAD_KEPT);
    assertThat(upload().dueAt()).isEqualTo(created.expiresAt());
    clock.advance(Duration.ofHours(24));
    assertThat(repair(new DueItem.DueUpload(upload()))).containsExactly(Repaired.UPLOAD_EXPIRED);
    assertThat(parts.open()).isZero();
  }

  private Upload inParts() {
    String s3UploadId = parts.create(created.objectKey(), "application/pdf");
    Upload upload = created.inParts(new Multipart(s3UploadId, (long) CONTENT.length, 1));
    uploads.create(upload);
    return upload;
  }

  private Upload completing() {
    return uploads
        .change(
            created.ref(),
            u ->
                Optional.of(
                    Change.quietly(u.completing(clock.instant().plus(CompleteUpload.LEASE)))))
        .orElseThrow();
  }

  // Verdicts that do not come

  @Test
  void anUploadWhoseVerdictDoesNotComeIsQuarantined() {
    Upload waiting = awaitingScan();
    assertThat(repair(new DueItem.DueUpload(waiting))).as("it has time left").isEmpty();
    clock.advance(Duration.ofMinutes(61));

    assertThat(repair(new DueItem.DueUpload(waiting))).containsExactly(Repaired.VERDICT_MISSED);

    assertThat(upload().state()).isEqualTo(UploadState.QUARANTINED);
    assertThat(upload().scan()).isEqualTo(Scan.UNSCANNABLE);
    assertThat(store.eventTypes()).endsWith("upload.quarantined");
    assertThat(repair(new DueItem.DueUpload(waiting))).isEmpty();
  }

  @Test
  void anUploadThatWaitsForAVerdictOnNothingFails() {
    Upload waiting = awaitingScan();
    objects.delete(objects.head(waiting.objectKey()).orElseThrow());
    clock.advance(Duration.ofMinutes(61));

    assertThat(repair(new DueItem.DueUpload(waiting))).containsExactly(Repaired.VERDICT_MISSED);

    assertThat(upload().state()).isEqualTo(UploadState.FAILED);
  }

  @Test
  void aVerdictThatCameAtTheLastMomentCounts() {
    Upload waiting = awaitingScan();
    clock.advance(Duration.ofMinutes(61));
    uploads.change(waiting.ref(), u -> Optional.of(Change.quietly(u.scanned(Scan.CLEAN))));

    assertThat(repair(new DueItem.DueUpload(waiting))).isEmpty();
    assertThat(upload().state()).isEqualTo(UploadState.VERIFYING);
  }

  private Upload awaitingScan() {
    uploads.create(created);
    objects.upload(created.objectKey(), CONTENT);
    return uploads
        .change(
            created.ref(),
            u ->
                Optional.of(
                    Change.quietly(
                        u.arrived("run_1", clock.instant())
                            .awaitingScan(clock.instant().plus(Duration.ofHours(1))))))
        .orElseThrow();
  }

  // Uploads that nobody wants any more

  @Test
  void aDeletedUploadIsErasedBitByBitAndThenToldOf() {
    uploads.create(created);
    for (int version = 0; version < 3; version++) {
      objects.upload(created.objectKey(), CONTENT);
    }
    objects.put(ObjectKey.Derived.text(created.ref(), "run_1"), CONTENT, "text/plain");
    rows = 4;
    Upload deleted = end(u -> u.deleted(clock.instant(), clock.instant().plusSeconds(50)));
    assertThat(repair(new DueItem.DueUpload(deleted))).as("a worker may still write").isEmpty();
    clock.advance(Duration.ofSeconds(51));

    assertThat(repair(new DueItem.DueUpload(deleted)))
        .containsExactly(Repaired.UPLOAD_PARTLY_ERASED);
    assertThat(store.eventTypes()).containsExactly("upload.created");
    assertThat(repair(new DueItem.DueUpload(deleted)))
        .containsExactly(Repaired.UPLOAD_PARTLY_ERASED);
    assertThat(repair(new DueItem.DueUpload(deleted))).containsExactly(Repaired.UPLOAD_ERASED);

    assertThat(objects.keys()).isEmpty();
    assertThat(rows).isZero();
    assertThat(upload().erasure())
        .isEqualTo(new Erasure(clock.instant().minusSeconds(51), 4, 0, 4, clock.instant()));
    assertThat(upload().file().filename()).isEmpty();
    assertThat(upload().dueAt()).isNull();
    assertThat(store.eventTypes()).containsExactly("upload.created", "upload.deleted");
    assertThat(repair(new DueItem.DueUpload(deleted))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = UploadState.class,
      names = {"CANCELLED", "EXPIRED"})
  void theBytesOfAnUploadThatNobodyWantsAreDeleted(UploadState end) {
    uploads.create(created);
    objects.upload(created.objectKey(), CONTENT);
    rows = 4;
    Upload unwanted = end(u -> u.ended(end, null, clock.instant()));
    clock.advance(Duration.ofSeconds(1));

    assertThat(repair(new DueItem.DueUpload(unwanted)))
        .containsExactly(Repaired.UPLOAD_PARTLY_ERASED);
    assertThat(repair(new DueItem.DueUpload(unwanted))).containsExactly(Repaired.UPLOAD_CLEARED);

    assertThat(objects.keys()).isEmpty();
    assertThat(rows).as("its history stays").isEqualTo(4);
    assertThat(upload().state()).isEqualTo(end);
    assertThat(upload().dueAt()).isNull();
  }

  @Test
  void whatIsDeletedWhileItIsClearedIsErased() {
    uploads.create(created);
    Upload cancelled = end(u -> u.ended(UploadState.CANCELLED, null, clock.instant()));
    end(u -> u.deleted(clock.instant(), clock.instant()));
    clock.advance(Duration.ofSeconds(1));

    assertThat(repair(new DueItem.DueUpload(cancelled))).isEmpty();
    assertThat(upload().dueAt()).isNotNull();
    assertThat(repair(new DueItem.DueUpload(upload()))).containsExactly(Repaired.UPLOAD_ERASED);
  }

  private Upload end(UnaryOperator<Upload> end) {
    return uploads
        .change(created.ref(), u -> Optional.of(Change.quietly(end.apply(u))))
        .orElseThrow();
  }

  // Runs whose worker died

  @Test
  void aRunWhoseLeaseEndedIsFreedAndItsObjectToldOfAgain() {
    Run run = inWork();
    clock.advance(LEASE.plusSeconds(1));

    assertThat(repair(new DueItem.ExpiredRun(run))).containsExactly(Repaired.RUN_SENT_AGAIN);

    assertThat(arrivals).containsExactly(run.object());
    assertThat(store.claim(run, "worker-2", LEASE))
        .isInstanceOfSatisfying(
            Claim.Claimed.class, claimed -> assertThat(claimed.run().attempts()).isEqualTo(2));
  }

  @Test
  void aRunIsNotToldOfAgainBeforeItsMessageHadTime() {
    Run run = inWork();
    clock.advance(LEASE.plusSeconds(1));
    repair(new DueItem.ExpiredRun(run));
    clock.advance(LEASE.multipliedBy(6));

    assertThat(repair(new DueItem.ExpiredRun(run))).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(repair(new DueItem.ExpiredRun(run))).containsExactly(Repaired.RUN_SENT_AGAIN);
  }

  @Test
  void aRunThatWasRenewedMeanwhileIsLeftAlone() {
    Run run = inWork();
    clock.advance(LEASE.minusSeconds(1));
    store.renew(run, LEASE);
    clock.advance(Duration.ofSeconds(2));

    assertThat(repair(new DueItem.ExpiredRun(run))).isEmpty();
    assertThat(arrivals).isEmpty();
  }

  @Test
  void aRunThatKeepsDyingIsGivenUp() {
    Run run = inWork();
    for (int i = 1; i < Run.MAX_ATTEMPTS; i++) {
      clock.advance(LEASE.plusSeconds(1));
      run = claim(run, "worker-" + (i + 1));
    }
    clock.advance(LEASE.plusSeconds(1));

    assertThat(repair(new DueItem.ExpiredRun(run))).containsExactly(Repaired.RUN_GIVEN_UP);

    assertThat(upload().state()).isEqualTo(UploadState.FAILED);
    assertThat(upload().error())
        .satisfies(reason -> assertThat(String.valueOf(reason)).contains("processing_crashed"));
    assertThat(repair(new DueItem.ExpiredRun(run))).isEmpty();
  }

  @Test
  void whatWasExtractedBeforeARunIsGivenUpStays() {
    Run run = inWork();
    Run extracted =
        run.handedOver(EnumSet.of(Stage.EXTRACTING, Stage.CHUNKING), clock.instant().plus(LEASE));
    uploads.change(run.upload(), u -> Optional.of(Change.quietly(u).with(run, extracted)));
    Run last = extracted;
    for (int i = 0; i < Run.MAX_ATTEMPTS; i++) {
      last = claim(extracted, "inference-" + i);
      clock.advance(LEASE.plusSeconds(1));
    }

    assertThat(repair(new DueItem.ExpiredRun(last))).containsExactly(Repaired.RUN_GIVEN_UP);

    assertThat(upload().state()).isEqualTo(UploadState.PARTIAL);
    assertThat(upload().warnings()).extracting("code").containsExactly("inference_crashed");
  }

  @Test
  void aRunOfAnUploadThatHasEndedIsClosedQuietly() {
    Run run = inWork();
    uploads.change(
        run.upload(),
        u -> Optional.of(Change.to(u.ended(UploadState.CANCELLED, null, clock.instant()))));
    clock.advance(LEASE.plusSeconds(1));

    assertThat(repair(new DueItem.ExpiredRun(run))).containsExactly(Repaired.RUN_CLOSED);

    assertThat(arrivals).isEmpty();
    assertThat(store.claim(run, "worker-2", LEASE)).isInstanceOf(Claim.Ended.class);
    assertThat(store.eventTypes()).endsWith("upload.cancelled");
  }

  // Events that were not relayed

  @Test
  void anEventThatWasNotRelayedIsFannedOut() {
    webhooks.endpoints.add(WebhookSamples.endpoint("ep_1", clock.instant()));
    WebhookEvent event = WebhookSamples.event("evt_1", clock.instant());
    webhooks.events.add(event);

    assertThat(repair(new DueItem.UnrelayedEvent(event))).containsExactly(Repaired.EVENT_RELAYED);

    assertThat(webhooks.deliveries.only().eventId()).isEqualTo("evt_1");
    assertThat(webhooks.events.unsettled()).isEmpty();
  }

  @Test
  void whatCannotBeRepairedKeepsNobodyWaiting() {
    webhooks.endpoints.add(WebhookSamples.endpoint("ep_1", clock.instant()));
    WebhookEvent event = WebhookSamples.event("evt_1", clock.instant());
    uploads.create(created);
    clock.advance(Duration.ofHours(25));
    objects.upload(created.objectKey(), CONTENT);
    ArrivalQueue down =
        _ -> {
          throw new IllegalStateException("the queue is down");
        };

    assertThat(
            repairing(down, new DueItem.DueUpload(created), new DueItem.UnrelayedEvent(event))
                .round())
        .containsExactly(Repaired.EVENT_RELAYED);
  }

  private List<Repaired> repair(DueItem item) {
    return repairing(arrivals::add, item).round();
  }

  private RepairUploads repairing(ArrivalQueue queue, DueItem... items) {
    return new RepairUploads(
        _ -> List.of(items),
        new LookAfterUpload(
            new ExpireUpload(uploads, objects, parts, queue, clock),
            new MissVerdict(uploads, objects, new Quarantine(uploads, objects, clock), clock),
            new EraseUpload(uploads, this::deleteFiles, this::deleteRows, clock)),
        new RescueRun(uploads, store, queue, LEASE, clock),
        webhooks.fanOut,
        clock);
  }

  private UploadFiles.Deleted deleteFiles(Upload upload) {
    int deleted =
        objects.deleteVersions(upload.objectKey().value(), 2)
            + objects.deleteVersions("derived/acme/" + upload.ref().uploadId() + "/", 2);
    return new UploadFiles.Deleted(deleted, 0);
  }

  private int deleteRows(Upload upload) {
    int deleted = Math.min(rows, 3);
    rows -= deleted;
    return deleted;
  }

  private Run inWork() {
    uploads.create(created);
    Run run = Run.of(Samples.object(created), 1, Kind.PDF, clock.instant().plus(LEASE));
    uploads.change(
        created.ref(), u -> Optional.of(Change.to(u.arrived(run.runId(), clock.instant()))));
    return claim(run, "worker-1");
  }

  private Run claim(Run run, String owner) {
    Claim claim = store.claim(run, owner, LEASE);
    assertThat(claim).isInstanceOf(Claim.Claimed.class);
    return ((Claim.Claimed) claim).run();
  }

  private Upload upload() {
    return uploads.find(created.ref()).orElseThrow();
  }
}
