package dev.millrace.upload.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.EventData.Reason;
import dev.millrace.testing.Intakes;
import dev.millrace.testing.MemoryObjects;
import dev.millrace.testing.MemoryUploads;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.Samples;
import dev.millrace.upload.Change;
import dev.millrace.upload.DeclaredFile;
import dev.millrace.upload.Kind;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.Priority;
import dev.millrace.upload.Run;
import dev.millrace.upload.RunLease;
import dev.millrace.upload.Stage;
import dev.millrace.upload.StoredObject;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.arrival.Admission.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AdmissionTest {
  private static final Duration LEASE = Duration.ofSeconds(50);
  private static final byte[] CONTENT = "%PDF-1.7 of a kind".getBytes(StandardCharsets.US_ASCII);
  private static final String SHA256 =
      "3798c7b988190ea8eeacae001191d2faa10ea24887d41df0f576c2e48761c549";

  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryUploads store = new MemoryUploads(clock);
  private final MemoryObjects objects = MemoryObjects.versioned();
  private final Uploads uploads = new Uploads(store, clock);
  private final AtomicInteger leases = new AtomicInteger();
  private final Admission admission =
      Intakes.open(store, objects, AdmissionTest::detect, LEASE, clock);

  @Test
  void admitsAFileThatIsWhatItWasDeclaredToBe() {
    Verdict verdict = admit(arrived(Kind.PDF, CONTENT.length, CONTENT), "worker-1");

    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Admitted.class,
            admitted -> {
              assertThat(admitted.upload().state()).isEqualTo(UploadState.QUEUED);
              assertThat(admitted.upload().detectedType()).isEqualTo("application/pdf");
              assertThat(admitted.upload().sha256()).isEqualTo(SHA256);
              assertThat(admitted.upload().scan()).isNull();
              assertThat(admitted.run().attempts()).isEqualTo(1);
              assertThat(admitted.run().runId()).isEqualTo(admitted.upload().runId());
            });
    assertThat(leases).as("the lease is the caller's to close").hasValue(1);
    assertThat(store.eventTypes())
        .containsExactly("upload.created", "upload.uploaded", "upload.verified");
  }

  @Test
  void aDuplicateOfTheMessageIsDismissed() {
    StoredObject object = arrived(Kind.PDF, CONTENT.length, CONTENT);
    admit(object, "worker-1");

    assertDismissed("already_in_work", object);
    assertThat(store.eventTypes()).hasSize(3);
  }

  @Test
  void subscribersHearOnceThatTheBytesAreThere() {
    StoredObject object = arrived(Kind.PDF, CONTENT.length, CONTENT);
    uploads.change(Samples.REF, u -> Optional.of(Change.to(u.uploaded(clock.instant()))));

    assertThat(admit(object, "worker-1")).isInstanceOf(Verdict.Admitted.class);
    assertThat(store.eventTypes())
        .containsExactly("upload.created", "upload.uploaded", "upload.verified");
  }

  // What is refused

  @Test
  void aSizeOtherThanDeclaredIsRejected() {
    StoredObject object = arrived(Kind.PDF, 7, CONTENT);

    assertDismissed("size_mismatch", object);
    assertThat(upload().state()).isEqualTo(UploadState.REJECTED);
    assertThat(upload().error())
        .isEqualTo(new Reason("size_mismatch", "The file has 18 bytes; 7 were declared."));
    assertThat(store.eventTypes()).endsWith("upload.rejected");
    assertThat(leases).as("the lease is given back").hasValue(0);
    assertDismissed("already_done", object);
  }

  @ParameterizedTest
  @CsvSource({
    "image/png, a.png, IMAGE, application/x-msdownload",
    "image/png, a.png, IMAGE, image/jpeg",
    "application/pdf, a.pdf, PDF, text/html",
    "application/pdf, a.pdf, PDF, application/x-msdownload",
    "application/pdf, a.csv, PDF, application/pdf",
    "text/csv, a.csv, CSV, application/pdf",
  })
  void aTypeOtherThanDeclaredIsRejected(
      String declared, String filename, Kind kind, String detected) {
    StoredObject object = arrived(file(filename, declared, kind, null), CONTENT);
    Admission lied = Intakes.open(store, objects, (head, name) -> detected, LEASE, clock);

    assertThat(lied.admit(new Arrival.Stored(object), "worker-1", Intakes.leases()))
        .isEqualTo(new Verdict.Dismissed("type_mismatch"));
    assertThat(upload().state()).isEqualTo(UploadState.REJECTED);
  }

  @ParameterizedTest
  @CsvSource({
    "text/csv, a.csv, CSV, text/plain",
    "text/plain, a.csv, TEXT, text/csv",
    "TEXT/csv; charset=utf-8, a, CSV, text/csv",
    "application/pdf, report.v2, PDF, application/pdf",
    "IMAGE/png, a.PNG, IMAGE, image/png",
  })
  void whatAgreesIsAdmitted(String declared, String filename, Kind kind, String detected) {
    StoredObject object = arrived(file(filename, declared, kind, null), CONTENT);
    Admission honest = Intakes.open(store, objects, (head, name) -> detected, LEASE, clock);

    assertThat(honest.admit(new Arrival.Stored(object), "worker-1", Intakes.leases()))
        .isInstanceOf(Verdict.Admitted.class);
  }

  @Test
  void aHashOtherThanDeclaredIsRejected() {
    StoredObject object =
        arrived(file("a.pdf", "application/pdf", Kind.PDF, "00".repeat(32)), CONTENT);

    assertDismissed("checksum_mismatch", object);
    assertThat(upload().state()).isEqualTo(UploadState.REJECTED);
  }

  @Test
  void anObjectThatIsGoneFails() {
    StoredObject object = arrived(Kind.PDF, CONTENT.length, CONTENT);
    objects.delete(object);

    assertDismissed("object_missing", object);
    assertThat(upload().state()).isEqualTo(UploadState.FAILED);
  }

  @Test
  void anObjectThatWasReplacedBeforeItWasReadIsRejected() {
    StoredObject first = arrived(Kind.PDF, CONTENT.length, CONTENT);
    StoredObject withoutVersions = new StoredObject(first.key(), first.size(), "another", null);

    assertDismissed("object_replaced", withoutVersions);
    assertThat(upload().state()).isEqualTo(UploadState.REJECTED);
  }

  // What nobody wants

  @Test
  void anObjectThatNobodyAskedForIsDeleted() {
    StoredObject stray =
        objects.upload(
            new ObjectKey.Original(false, Priority.NORMAL, new UploadRef("acme", "up_stray")),
            CONTENT);

    assertDismissed("no_such_upload", stray);
    assertThat(objects.head(stray.key())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = UploadState.class,
      names = {"CANCELLED", "EXPIRED", "DELETED"})
  void anObjectThatComesAfterTheEndIsDeleted(UploadState end) {
    StoredObject object = arrived(Kind.PDF, CONTENT.length, CONTENT);
    uploads.change(
        Samples.REF, u -> Optional.of(Change.quietly(u.ended(end, null, clock.instant()))));

    assertDismissed("came_too_late", object);
    assertThat(objects.head(object.key())).isEmpty();
  }

  @Test
  void aSecondObjectOfTheSameFormIsDeletedAndTheFirstStays() {
    StoredObject first = arrived(Kind.PDF, CONTENT.length, CONTENT);
    Verdict.Admitted admitted = (Verdict.Admitted) admit(first, "worker-1");
    StoredObject second = objects.upload(first.key(), CONTENT);

    assertDismissed("superseded", second);
    end(admitted, UploadState.FAILED);
    StoredObject third = objects.upload(first.key(), CONTENT);
    assertDismissed("superseded", third);

    assertThat(objects.head(first.key())).contains(first);
    assertThat(objects.versions("documents/")).isEqualTo(1);
  }

  // What the tenant already has

  @Test
  void bytesThatTheTenantHasUnderstoodAreNotProcessedAgain() {
    Upload earlier = completed(Samples.REF);
    StoredObject object = arrived(Samples.upload(second("acme"), Kind.PDF, 18, clock.instant()));

    assertDismissed("duplicate", object);

    Upload duplicate = uploads.find(second("acme")).orElseThrow();
    assertThat(duplicate.state()).isEqualTo(UploadState.DUPLICATE);
    assertThat(duplicate.duplicateOf()).isEqualTo(earlier.ref().uploadId());
    assertThat(duplicate.sha256()).isEqualTo(SHA256);
    assertThat(store.eventTypes()).endsWith("upload.uploaded", "upload.duplicate");
    assertThat(run(duplicate).endedAt()).isEqualTo(clock.instant());
  }

  @Test
  void tenantsKnowNothingOfEachOthersFiles() {
    completed(Samples.REF);
    StoredObject object = arrived(Samples.upload(second("globex"), Kind.PDF, 18, clock.instant()));

    assertThat(admit(object, "worker-1")).isInstanceOf(Verdict.Admitted.class);
  }

  @Test
  void whatWasNotCompletedHasNoResultToShare() {
    Verdict.Admitted first =
        (Verdict.Admitted) admit(arrived(Kind.PDF, CONTENT.length, CONTENT), "worker-1");
    end(first, UploadState.PARTIAL);
    StoredObject object = arrived(Samples.upload(second("acme"), Kind.PDF, 18, clock.instant()));

    assertThat(admit(object, "worker-2")).isInstanceOf(Verdict.Admitted.class);
  }

  @Test
  void whatWasDeletedMeanwhileIsProcessedAgain() {
    completed(Samples.REF);
    uploads.change(
        Samples.REF, u -> Optional.of(Change.quietly(u.deleted(clock.instant(), clock.instant()))));
    StoredObject object = arrived(Samples.upload(second("acme"), Kind.PDF, 18, clock.instant()));

    assertThat(admit(object, "worker-2")).isInstanceOf(Verdict.Admitted.class);
  }

  @Test
  void aNewRunIsNoDuplicateOfTheOneBefore() {
    completed(Samples.REF);
    Run before = run(upload());
    Run next = Run.of(before.object(), 2, Kind.PDF, clock.instant());
    uploads.change(
        Samples.REF,
        u ->
            Optional.of(
                Change.quietly(u.restarted(next.runId(), clock.instant())).with(next, next)));

    assertThat(admit(before.object(), "worker-2"))
        .isInstanceOfSatisfying(
            Verdict.Admitted.class, admitted -> assertThat(admitted.run().number()).isEqualTo(2));
    assertThat(store.eventTypes()).endsWith("upload.completed");
  }

  // Runs whose worker died

  @Test
  void aRunThatDiedIsTakenUpWhereItStood() {
    StoredObject object = arrived(Kind.PDF, CONTENT.length, CONTENT);
    admit(object, "worker-1");
    clock.advance(LEASE.plusSeconds(1));

    assertThat(admit(object, "worker-2"))
        .isInstanceOfSatisfying(
            Verdict.Admitted.class, a -> assertThat(a.run().attempts()).isEqualTo(2));
    assertThat(store.eventTypes()).hasSize(3);
  }

  @Test
  void aRunThatKeepsDyingIsGivenUp() {
    StoredObject object = arrived(Kind.PDF, CONTENT.length, CONTENT);
    for (int i = 1; i <= Run.MAX_ATTEMPTS; i++) {
      assertThat(admit(object, "worker-" + i)).isInstanceOf(Verdict.Admitted.class);
      clock.advance(LEASE.plusSeconds(1));
    }

    assertDismissed("given_up", object);
    assertThat(upload().state()).isEqualTo(UploadState.FAILED);
    assertThat(store.eventTypes()).endsWith("upload.failed");
  }

  @Test
  void aRunThatDiesAfterExtractionEndsPartial() {
    StoredObject object = arrived(Kind.PDF, CONTENT.length, CONTENT);
    Verdict.Admitted admitted = (Verdict.Admitted) admit(object, "worker-1");
    Run over =
        admitted.run().handedOver(EnumSet.of(Stage.EXTRACTING, Stage.CHUNKING), clock.instant());

    assertThat(Change.givenUp(admitted.upload(), over, clock.instant()))
        .hasValueSatisfying(change -> {
          assertThat(change.upload().state()).isEqualTo(UploadState.PARTIAL);
          assertThat(change.upload().warnings())
              .extracting(Reason::code)
              .containsExactly("inference_crashed");
        });
  }

  private Verdict admit(StoredObject object, String owner) {
    return admission.admit(new Arrival.Stored(object), owner, this::keep);
  }

  private RunLease keep(Run run) {
    leases.incrementAndGet();
    return new RunLease() {
      @Override
      public boolean lost() {
        return false;
      }

      @Override
      public void close() {
        leases.decrementAndGet();
      }
    };
  }

  private void assertDismissed(String reason, StoredObject object) {
    assertThat(admit(object, "worker-x")).isEqualTo(new Verdict.Dismissed(reason));
  }

  private Upload completed(UploadRef ref) {
    StoredObject object = arrived(Samples.upload(ref, Kind.PDF, 18, clock.instant()));
    end((Verdict.Admitted) admit(object, "worker-1"), UploadState.COMPLETED);
    return uploads.find(ref).orElseThrow();
  }

  private void end(Verdict.Admitted admitted, UploadState end) {
    Run run = admitted.run();
    uploads.change(
        run.upload(),
        u ->
            Optional.of(
                Change.to(u.ended(end, null, clock.instant()))
                    .with(run, run.ended(clock.instant()))));
  }

  private StoredObject arrived(Kind kind, long declaredSize, byte[] content) {
    Upload upload = Samples.upload(Samples.REF, kind, declaredSize, clock.instant());
    uploads.create(upload);
    return objects.upload(upload.objectKey(), content);
  }

  private StoredObject arrived(Upload upload) {
    uploads.create(upload);
    return objects.upload(upload.objectKey(), CONTENT);
  }

  private StoredObject arrived(DeclaredFile file, byte[] content) {
    Upload upload =
        Upload.created(Samples.REF, file, 1000, Priority.NORMAL, clock.instant(), clock.instant());
    uploads.create(upload);
    return objects.upload(upload.objectKey(), content);
  }

  private static DeclaredFile file(
      String filename, String contentType, Kind kind, @Nullable String sha256) {
    return new DeclaredFile(filename, contentType, kind, (long) CONTENT.length, sha256, Map.of());
  }

  private static UploadRef second(String tenantId) {
    return new UploadRef(tenantId, "up_02");
  }

  private Upload upload() {
    return uploads.find(Samples.REF).orElseThrow();
  }

  private Run run(Upload upload) {
    return store.find(upload.ref(), String.valueOf(upload.runId())).orElseThrow();
  }

  private static String detect(byte[] head, String filename) {
    return new String(head, StandardCharsets.US_ASCII).startsWith("%PDF")
        ? "application/pdf"
        : "text/plain";
  }
}
