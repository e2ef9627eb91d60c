package dev.millrace.sweeper.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.sweeper.core.DeadLetters.DeadLetter;
import dev.millrace.testing.Intakes;
import dev.millrace.testing.MemoryMultipart;
import dev.millrace.testing.MemoryObjects;
import dev.millrace.testing.MemoryUploads;
import dev.millrace.testing.MemoryWebhooks;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.Samples;
import dev.millrace.upload.Change;
import dev.millrace.upload.Kind;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.OriginalStore;
import dev.millrace.upload.Run;
import dev.millrace.upload.StoredObject;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.arrival.Admission;
import dev.millrace.upload.arrival.Admission.Verdict;
import dev.millrace.upload.arrival.Arrival;
import dev.millrace.upload.arrival.Quarantine;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What goes wrong between the steps ends within two sweeps, and rightly.
class CrashRowsTest {
  private static final Duration LEASE = Duration.ofSeconds(50);
  private static final byte[] CONTENT = {'%', 'P', 'D', 'F'};

  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryUploads store = new MemoryUploads(clock);
  private final MemoryObjects objects = MemoryObjects.versioned();
  private final Uploads uploads = new Uploads(store, clock);
  private final Deque<StoredObject> queue = new ArrayDeque<>();
  private final List<DeadLetter<List<UploadRef>>> deadLetters = new ArrayList<>();
  private final Admission admission =
      Intakes.open(store, objects, (head, filename) -> "application/pdf", LEASE, clock);

  @Test
  void anUploadWhoseRunDiedThreeTimesFails() {
    StoredObject object = sent();
    for (int died = 0; died < Run.MAX_ATTEMPTS; died++) {
      assertThat(take(object)).isInstanceOf(Verdict.Admitted.class);
      clock.advance(LEASE.plusSeconds(1));
    }

    sweepTwice();

    assertThat(upload().state()).isEqualTo(UploadState.FAILED);
    assertThat(store.eventTypes()).endsWith("upload.failed").doesNotHaveDuplicates();
    assertNothingIsStuck();
  }

  @Test
  void anUploadWhoseMessageWentToTheDeadLettersCompletes() {
    StoredObject object = sent();
    deadLetters.add(new DeadLetter<>(List.of(Samples.REF), "body", "", "receipt"));

    sweepTwice();
    work(object);

    assertThat(queue).isEmpty();
    assertThat(upload().state()).isEqualTo(UploadState.COMPLETED);
    assertNothingIsStuck();
  }

  @Test
  void aDeadLetterOfAnUploadThatHasEndedIsDropped() {
    StoredObject object = sent();
    queue.add(object);
    work(object);
    deadLetters.add(new DeadLetter<>(List.of(Samples.REF), "body", "", "receipt"));

    sweepTwice();

    assertThat(queue).isEmpty();
    assertThat(deadLetters).isEmpty();
    assertThat(store.eventTypes()).doesNotHaveDuplicates();
  }

  @Test
  void bytesThatComeAfterTheSweeperLookedAreProcessedIfTheyWereHeardOfFirst() {
    uploads.create(Samples.upload(Samples.REF, Kind.PDF, CONTENT.length, clock.instant()));
    clock.advance(Duration.ofHours(25));
    List<Verdict> verdicts = new ArrayList<>();

    sweep(looking(() -> verdicts.add(take(stored()))));

    assertThat(verdicts).singleElement().isInstanceOf(Verdict.Admitted.class);
    complete(((Verdict.Admitted) verdicts.getFirst()).run());
    sweepTwice();
    assertThat(upload().state()).isEqualTo(UploadState.COMPLETED);
    assertThat(store.eventTypes()).doesNotContain("upload.expired");
    assertNothingIsStuck();
  }

  @Test
  void bytesThatComeAfterTheSweeperLookedAreDeletedIfItWasFaster() {
    uploads.create(Samples.upload(Samples.REF, Kind.PDF, CONTENT.length, clock.instant()));
    clock.advance(Duration.ofHours(25));

    sweep(looking(this::stored));
    assertThat(upload().state()).isEqualTo(UploadState.EXPIRED);
    clock.advance(Duration.ofSeconds(1));
    StoredObject late = objects.head(upload().objectKey()).orElseThrow();

    assertThat(take(late)).isEqualTo(new Verdict.Dismissed("came_too_late"));
    sweepTwice();

    assertThat(objects.keys()).isEmpty();
    assertThat(upload().dueAt()).isNull();
    assertThat(store.eventTypes()).containsExactly("upload.created", "upload.expired");
  }

  @Test
  void anArrivalThatNobodyHeardOfIsToldBySweeping() {
    StoredObject object = sent();
    clock.advance(Duration.ofHours(25));

    sweepTwice();
    work(object);

    assertThat(upload().state()).isEqualTo(UploadState.COMPLETED);
  }

  private void sweepTwice() {
    sweep(objects);
    clock.advance(Duration.ofMinutes(1));
    sweep(objects);
  }

  private void sweep(OriginalStore originals) {
    new RepairUploads(
            this::due,
            new LookAfterUpload(
                new ExpireUpload(
                    uploads, originals, new MemoryMultipart(objects), queue::add, clock),
                new MissVerdict(
                    uploads, originals, new Quarantine(uploads, originals, clock), clock),
                new EraseUpload(uploads, this::deleteFiles, _ -> 0, clock)),
            new RescueRun(uploads, store, queue::add, LEASE, clock),
            new MemoryWebhooks(clock).fanOut,
            clock)
        .round();
    DrainDeadLetters.ofArrivals(new Letters(), uploads).round();
  }

  private List<DueItem> due(Instant time) {
    List<DueItem> due = new ArrayList<>();
    Upload upload = upload();
    if (upload.dueBy(time)) {
      due.add(new DueItem.DueUpload(upload));
    }
    run(upload)
        .filter(run -> run.endedAt() == null && run.leaseUntil().isBefore(time))
        .ifPresent(run -> due.add(new DueItem.ExpiredRun(run)));
    return due;
  }

  private UploadFiles.Deleted deleteFiles(Upload upload) {
    return new UploadFiles.Deleted(objects.deleteVersions(upload.objectKey().value(), 10), 0);
  }

  /// Messages are taken until none is left.
  private void work(StoredObject expected) {
    while (!queue.isEmpty()) {
      StoredObject object = queue.removeFirst();
      assertThat(object).isEqualTo(expected);
      if (take(object) instanceof Verdict.Admitted(_, Run run, _)) {
        complete(run);
      }
    }
  }

  private Verdict take(StoredObject object) {
    return admission.admit(new Arrival.Stored(object), "own_" + clock.instant(), Intakes.leases());
  }

  private void complete(Run run) {
    uploads.change(
        run.upload(),
        u ->
            Optional.of(
                Change.to(u.done(false, clock.instant())).with(run, run.ended(clock.instant()))));
  }

  private void assertNothingIsStuck() {
    assertThat(upload().state().terminal()).isTrue();
    assertThat(due(clock.instant().plus(Duration.ofDays(1)))).isEmpty();
  }

  private StoredObject sent() {
    uploads.create(Samples.upload(Samples.REF, Kind.PDF, CONTENT.length, clock.instant()));
    return stored();
  }

  private StoredObject stored() {
    return objects.upload(upload().objectKey(), CONTENT);
  }

  private Upload upload() {
    return uploads.find(Samples.REF).orElseThrow();
  }

  private Optional<Run> run(Upload upload) {
    return Optional.ofNullable(upload.runId()).flatMap(id -> store.find(upload.ref(), id));
  }

  /// Objects that something happens to when somebody has just looked and found none.
  private OriginalStore looking(Runnable meanwhile) {
    return new OriginalStore() {
      @Override
      public Optional<StoredObject> head(ObjectKey.Original key) {
        Optional<StoredObject> seen = objects.head(key);
        meanwhile.run();
        return seen;
      }

      @Override
      public InputStream open(StoredObject object, long limit) {
        return objects.open(object, limit);
      }

      @Override
      public byte[] range(StoredObject object, long offset, int length) {
        return objects.range(object, offset, length);
      }

      @Override
      public void delete(StoredObject object) {
        objects.delete(object);
      }

      @Override
      public void quarantine(StoredObject object) {
        objects.quarantine(object);
      }
    };
  }

  private final class Letters implements DeadLetters<List<UploadRef>> {
    @Override
    public List<DeadLetter<List<UploadRef>>> receive() {
      return List.copyOf(deadLetters);
    }

    @Override
    public void sendBack(DeadLetter<List<UploadRef>> letter) {
      queue.add(objects.head(upload().objectKey()).orElseThrow());
      remove(letter);
    }

    @Override
    public void remove(DeadLetter<List<UploadRef>> letter) {
      deadLetters.remove(letter);
    }
  }
}
