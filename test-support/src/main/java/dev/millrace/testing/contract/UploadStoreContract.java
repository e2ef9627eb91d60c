package dev.millrace.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.EventData.ImageLabel;
import dev.millrace.event.EventData.Reason;
import dev.millrace.event.WebhookEvent;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.Samples;
import dev.millrace.upload.Change;
import dev.millrace.upload.Checkpoint;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Progress;
import dev.millrace.upload.ResultPart;
import dev.millrace.upload.ResultStore;
import dev.millrace.upload.Run;
import dev.millrace.upload.RunStore;
import dev.millrace.upload.RunStore.Claim;
import dev.millrace.upload.Stage;
import dev.millrace.upload.StoredObject;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.UploadStore;
import dev.millrace.upload.arrival.KnownContents;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What keeps uploads must keep them whole: rows, runs, results and notices in one step, and only
/// for the writer that saw the newest version.
@Tag("contract")
public abstract class UploadStoreContract {
  private static final Duration LEASE = Duration.ofSeconds(50);
  private static final AtomicInteger NEXT = new AtomicInteger();

  /// The clock that the stores go by.
  protected final MovableClock clock = MovableClock.inTheNewYear();

  /// {@return the store of uploads}
  protected abstract UploadStore uploads();

  /// {@return the store of runs, which shares its rows}
  protected abstract RunStore runs();

  /// {@return what is known of contents, from the same rows}
  protected abstract KnownContents contents();

  /// {@return the store of results, which shares its rows}
  protected abstract ResultStore results();

  /// {@return how many notices of an upload lie in the outbox}
  protected abstract int noticesOf(UploadRef upload);

  @Test
  void keepsEveryFieldOfAnUpload() {
    Upload created = create(Kind.PDF);
    Upload later =
        created
            .arrived("run_1", clock.instant())
            .verified("application/pdf", "ab".repeat(32), clock.instant())
            .entering(UploadState.EXTRACTING, Stage.EXTRACTING, 15)
            .progressed(Stage.EXTRACTING, 20, new Progress("pages", 3, 9))
            .warned(List.of(new Reason("page_parse_error", "page 2 could not be read")));

    assertThat(uploads().save(Change.quietly(later), List.of())).isTrue();

    assertThat(uploads().find(created.ref())).contains(later.written());
  }

  @Test
  void findsNothingWhereThereIsNothing() {
    UploadRef nobody = new UploadRef("acme", "up_nobody");

    assertThat(uploads().find(nobody)).isEmpty();
    assertThat(runs().find(nobody, "run_1")).isEmpty();
    assertThat(results().read(nobody, "run_1")).isEmpty();
  }

  @Test
  void createsAnUploadOnce() {
    Upload first = create(Kind.PDF);
    Upload second = Samples.upload(first.ref(), Kind.CSV, 3, clock.instant());

    assertThat(uploads().create(second, List.of(notice(second)))).isFalse();

    assertThat(uploads().find(first.ref())).contains(first);
    assertThat(noticesOf(first.ref())).isZero();
  }

  @Test
  void onlyTheWriterOfTheNewestVersionWins() {
    Upload seen = create(Kind.PDF);
    Upload first = seen.entering(UploadState.UPLOADING, Stage.UPLOADING, 5);
    Upload second = seen.ended(UploadState.CANCELLED, null, clock.instant());

    assertThat(uploads().save(Change.quietly(first), List.of())).isTrue();
    assertThat(uploads().save(Change.to(second), List.of(notice(second)))).isFalse();

    assertThat(uploads().find(seen.ref()).map(Upload::state)).contains(UploadState.UPLOADING);
    assertThat(noticesOf(seen.ref())).isZero();
  }

  @Test
  void writesTheUploadItsRunItsResultsAndItsNoticesTogether() {
    Upload upload = create(Kind.IMAGE);
    Run run = claimed(runs().claim(run(upload), "worker-1", LEASE));
    Upload done = upload.done(false, clock.instant());
    ResultPart.Image image =
        new ResultPart.Image(
            new ResultPart.Model("m", "1"),
            List.of(new ImageLabel("285", "Egyptian cat", 0.75, null)),
            List.of(new ResultPart.Group("animal", 0.9)),
            "HIGH",
            null,
            null,
            640,
            480);

    boolean saved =
        uploads()
            .save(
                Change.to(done).with(run, run.ended(clock.instant())).with(image),
                List.of(notice(done)));

    assertThat(saved).isTrue();
    assertThat(results().read(upload.ref(), run.runId())).containsExactly(image);
    assertThat(runs().find(upload.ref(), run.runId()))
        .hasValueSatisfying(r -> assertThat(r.endedAt()).isEqualTo(clock.instant()));
    assertThat(noticesOf(upload.ref())).isEqualTo(1);
  }

  @Test
  void knowsTheContentsOfWhatWasCompletedAndOfNothingElse() {
    String sha256 = "%064x".formatted(NEXT.incrementAndGet());
    Upload first = verified(create(Kind.PDF), sha256);
    assertThat(contents().find("acme", sha256, Kind.PDF)).isEmpty();

    uploads().save(Change.quietly(first.done(false, clock.instant())), List.of());

    assertThat(contents().find("acme", sha256, Kind.PDF)).contains(first.ref());
    assertThat(contents().find("acme", sha256, Kind.TEXT)).isEmpty();
    assertThat(contents().find("globex", sha256, Kind.PDF)).isEmpty();

    Upload second = verified(create(Kind.PDF), sha256);
    uploads().save(Change.quietly(second.done(true, clock.instant())), List.of());
    assertThat(contents().find("acme", sha256, Kind.PDF)).contains(first.ref());
  }

  @Test
  void startsANewRunTogetherWithItsUpload() {
    Upload failed = create(Kind.PDF).ended(UploadState.FAILED, null, clock.instant());
    Run run = run(failed);

    assertThat(
            uploads()
                .save(
                    Change.quietly(failed.restarted(run.runId(), clock.instant())).with(run, run),
                    List.of()))
        .isTrue();

    assertThat(runs().find(failed.ref(), run.runId())).contains(run);
  }

  @Test
  void writesNothingForAWorkerThatHasLostTheRun() {
    Upload upload = create(Kind.IMAGE);
    Run lost = claimed(runs().claim(run(upload), "worker-1", LEASE));
    clock.advance(LEASE.plusSeconds(1));
    claimed(runs().claim(run(upload), "worker-2", LEASE));
    Upload done = upload.done(false, clock.instant());

    boolean saved =
        uploads()
            .save(Change.to(done).with(lost, lost.ended(clock.instant())), List.of(notice(done)));

    assertThat(saved).isFalse();
    assertThat(uploads().find(upload.ref())).contains(upload);
    assertThat(noticesOf(upload.ref())).isZero();
  }

  @Test
  void aRunHasOneOwnerAtATime() {
    Upload upload = create(Kind.PDF);

    Run first = claimed(runs().claim(run(upload), "worker-1", LEASE));
    Claim second = runs().claim(run(upload), "worker-2", LEASE);

    assertThat(first.attempts()).isEqualTo(1);
    assertThat(first.pendingStages()).isEqualTo(Kind.PDF.stages());
    assertThat(second).isInstanceOf(Claim.Busy.class);
  }

  @Test
  void aRunWhoseLeaseRanOutGoesToTheNextWorker() {
    Upload upload = create(Kind.PDF);
    Run first = claimed(runs().claim(run(upload), "worker-1", LEASE));
    clock.advance(LEASE.plusSeconds(1));

    Run second = claimed(runs().claim(run(upload), "worker-2", LEASE));

    assertThat(second.attempts()).isEqualTo(2);
    assertThat(second.leaseUntil()).isEqualTo(clock.instant().plus(LEASE));
    assertThat(runs().renew(first, LEASE)).isFalse();
    assertThat(runs().renew(second, LEASE)).isTrue();
  }

  @Test
  void aRenewedLeaseLasts() {
    Upload upload = create(Kind.PDF);
    Run run = claimed(runs().claim(run(upload), "worker-1", LEASE));
    clock.advance(LEASE.minusSeconds(1));

    assertThat(runs().renew(run, LEASE)).isTrue();
    clock.advance(LEASE.minusSeconds(1));

    assertThat(runs().claim(run(upload), "worker-2", LEASE)).isInstanceOf(Claim.Busy.class);
  }

  @Test
  void aCheckpointIsKeptForTheNextWorker() {
    Upload upload = create(Kind.PDF);
    Run first = claimed(runs().claim(run(upload), "worker-1", LEASE));
    Checkpoint reached =
        Checkpoint.START.reached(40, "row 7", 1234, new Checkpoint.Spool("worker-1", 2));

    assertThat(runs().checkpoint(first.at(reached))).isTrue();
    assertThat(runs().checkpoint(first.at(reached).suspecting(41))).isTrue();
    clock.advance(LEASE.plusSeconds(1));
    Run second = claimed(runs().claim(run(upload), "worker-2", LEASE));

    assertThat(second.reached()).isEqualTo(reached.suspecting(41));
    assertThat(second.attempts()).isEqualTo(2);
    assertThat(runs().checkpoint(first.at(reached))).isFalse();
    assertThat(runs().find(upload.ref(), second.runId())).contains(second);
  }

  @Test
  void aRunThatIsContinuedIsFreeAtOnceAndKeepsItsCheckpoint() {
    Upload upload = create(Kind.PDF);
    Checkpoint reached =
        Checkpoint.START.reached(40, "", 1234, new Checkpoint.Spool("worker-1", 2));
    Run run = claimed(runs().claim(run(upload), "worker-1", LEASE)).at(reached);
    Run free = run.continued(clock.instant().plus(LEASE));
    assertThat(uploads().save(Change.quietly(upload).with(run, free), List.of())).isTrue();

    Run next = claimed(runs().claim(run(upload), "worker-2", LEASE));

    assertThat(next.reached()).isEqualTo(reached.handedOver());
    assertThat(next.attempts()).isEqualTo(1);
  }

  @Test
  void aRunThatWasHandedOverIsFreeAtOnce() {
    Upload upload = create(Kind.PDF);
    Run run = claimed(runs().claim(run(upload), "worker-1", LEASE));
    Run free =
        run.handedOver(EnumSet.of(Stage.EXTRACTING, Stage.CHUNKING), clock.instant().plus(LEASE));
    assertThat(uploads().save(Change.quietly(upload).with(run, free), List.of())).isTrue();

    Run next = claimed(runs().claim(run(upload), "worker-2", LEASE));

    assertThat(next.attempts()).isEqualTo(1);
    assertThat(next.pendingStages()).containsOnly(Stage.EMBEDDING, Stage.SUMMARIZING);
  }

  @Test
  void aRunThatHasEndedStaysEnded() {
    Upload upload = create(Kind.PDF);
    Run run = claimed(runs().claim(run(upload), "worker-1", LEASE));
    assertThat(
            uploads().save(Change.quietly(upload).with(run, run.ended(clock.instant())), List.of()))
        .isTrue();
    clock.advance(LEASE.plusSeconds(1));

    assertThat(runs().claim(run(upload), "worker-2", LEASE)).isInstanceOf(Claim.Ended.class);
    assertThat(runs().renew(run, LEASE)).isFalse();
  }

  @Test
  void everyPartOfAResultReadsBack() {
    Upload upload = create(Kind.PDF);
    Run run = claimed(runs().claim(run(upload), "worker-1", LEASE));
    ResultPart document =
        new ResultPart.Document(
            "application/pdf",
            2,
            1234,
            3,
            List.of(new ResultPart.FailedPage(2, "page_parse_error")),
            "A title",
            "A. Miller",
            Instant.parse("2026-01-02T03:04:05Z"),
            null,
            "en",
            List.of(new ResultPart.OutlineEntry("On mills", 1, 2)),
            List.of("https://example.com/"),
            List.of(new ResultPart.Column("metres", "integer")),
            List.of(new ResultPart.Attachment("plan.pdf", "application/pdf", 42)),
            "derived/t",
            "derived/m");
    ResultPart insight =
        new ResultPart.Insight(
            new ResultPart.Model("minilm", "1"),
            384,
            3,
            "derived/e",
            "en",
            new ResultPart.Summary("One.", List.of(new ResultPart.Sentence("One.", 0.5))),
            List.of(new ResultPart.Concept("mill", 0.25)),
            List.of());

    assertThat(
            uploads()
                .save(
                    Change.quietly(upload).with(run, run).with(document).with(insight), List.of()))
        .isTrue();

    assertThat(results().read(upload.ref(), run.runId()))
        .containsExactlyInAnyOrder(document, insight);
  }

  private Upload create(Kind kind) {
    UploadRef ref = new UploadRef("acme", "up_" + System.nanoTime() + "x" + NEXT.incrementAndGet());
    Upload upload = Samples.upload(ref, kind, 42, clock.instant());
    uploads().create(upload, List.of());
    return upload;
  }

  private Run run(Upload upload) {
    StoredObject object = Samples.object(upload);
    return Run.of(object, 1, upload.file().kind(), clock.instant().plus(LEASE));
  }

  private WebhookEvent notice(Upload upload) {
    return WebhookEvent.of(
        "evt_" + upload.version(),
        upload.ref().tenantId(),
        upload.ref().partition(),
        clock.instant(),
        upload.event().orElseThrow());
  }

  private Upload verified(Upload upload, String sha256) {
    return upload.verified("application/pdf", sha256, clock.instant());
  }

  private static Run claimed(Claim claim) {
    assertThat(claim).isInstanceOf(Claim.Claimed.class);
    return ((Claim.Claimed) claim).run();
  }
}
