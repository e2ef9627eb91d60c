package dev.millrace.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.EventData.Reason;
import dev.millrace.testing.MemoryObjects;
import dev.millrace.testing.MemoryUploads;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.Samples;
import dev.millrace.upload.Admission.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final Duration LEASE = Duration.ofSeconds(50);
  private static final byte[] CONTENT = "%PDF-1.7 of a kind".getBytes(StandardCharsets.US_ASCII);

  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryUploads store = new MemoryUploads(clock);
  private final MemoryObjects objects = new MemoryObjects();
  private final Uploads uploads = new Uploads(store, clock);
  private final Admission admission =
      new Admission(uploads, store, objects, AdmissionTest::detect, LEASE, clock);

  @Test
  void admitsAFileThatIsWhatItWasDeclaredToBe() {
    StoredObject object = arrived(Kind.PDF, CONTENT.length, CONTENT);

    Verdict verdict = admission.admit(object, "worker-1");

    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Admitted.class,
            admitted -> {
              assertThat(admitted.upload().state()).isEqualTo(UploadState.QUEUED);
              assertThat(admitted.upload().detectedType()).isEqualTo("application/pdf");
              assertThat(admitted.run().attempts()).isEqualTo(1);
              assertThat(admitted.run().runId()).isEqualTo(admitted.upload().runId());
            });
    assertThat(store.eventTypes())
        .containsExactly("upload.created", "upload.uploaded", "upload.verified");
  }

  @Test
  void aDuplicateOfTheMessageIsDismissed() {
    StoredObject object = arrived(Kind.PDF, CONTENT.length, CONTENT);
    admission.admit(object, "worker-1");

    assertThat(admission.admit(object, "worker-2"))
        .isEqualTo(new Verdict.Dismissed("already_in_work"));
    assertThat(store.eventTypes()).hasSize(3);
  }

  @Test
  void aSizeOtherThanDeclaredIsRejected() {
    StoredObject object = arrived(Kind.PDF, 7, CONTENT);

    assertThat(admission.admit(object, "worker-1"))
        .isEqualTo(new Verdict.Dismissed("size_mismatch"));
    assertThat(upload().state()).isEqualTo(UploadState.REJECTED);
    assertThat(upload().error())
        .isEqualTo(new Reason("size_mismatch", "The file has 18 bytes; 7 were declared."));
    assertThat(store.eventTypes()).endsWith("upload.rejected");
    assertThat(admission.admit(object, "worker-2"))
        .isEqualTo(new Verdict.Dismissed("already_done"));
  }

  @Test
  void aTypeOtherThanDeclaredIsRejected() {
    StoredObject object = arrived(Kind.IMAGE, CONTENT.length, CONTENT);

    assertThat(admission.admit(object, "worker-1"))
        .isEqualTo(new Verdict.Dismissed("type_mismatch"));
    assertThat(upload().state()).isEqualTo(UploadState.REJECTED);
  }

  @Test
  void textMayBeDeclaredAsCsvAndCsvAsText() {
    byte[] text = "a,b\n1,2\n".getBytes(StandardCharsets.US_ASCII);
    StoredObject object = arrived(Kind.CSV, text.length, text);

    assertThat(admission.admit(object, "worker-1")).isInstanceOf(Verdict.Admitted.class);
  }

  @Test
  void anObjectThatIsGoneFails() {
    StoredObject object = arrived(Kind.PDF, CONTENT.length, CONTENT);
    objects.delete(object);

    assertThat(admission.admit(object, "worker-1"))
        .isEqualTo(new Verdict.Dismissed("object_missing"));
    assertThat(upload().state()).isEqualTo(UploadState.FAILED);
  }

  @Test
  void anObjectThatNobodyAskedForIsDismissed() {
    StoredObject stray =
        objects.upload(
            new ObjectKey.Original(false, Priority.NORMAL, new UploadRef("acme", "up_stray")),
            CONTENT);

    assertThat(admission.admit(stray, "worker-1"))
        .isEqualTo(new Verdict.Dismissed("no_such_upload"));
  }

  @Test
  void anObjectThatComesAfterTheEndIsDeleted() {
    StoredObject object = arrived(Kind.PDF, CONTENT.length, CONTENT);
    uploads.change(
        Samples.REF,
        u -> Optional.of(Change.to(u.ended(UploadState.CANCELLED, null, clock.instant()))));

    assertThat(admission.admit(object, "worker-1"))
        .isEqualTo(new Verdict.Dismissed("came_too_late"));
    assertThat(objects.head(object.key())).isEmpty();
  }

  @Test
  void aSecondVersionOfTheObjectDoesNotReplaceTheFirst() {
    StoredObject first = arrived(Kind.PDF, CONTENT.length, CONTENT);
    admission.admit(first, "worker-1");
    StoredObject second = new StoredObject(first.key(), first.size(), "another", "v2");

    assertThat(admission.admit(second, "worker-2")).isEqualTo(new Verdict.Dismissed("superseded"));
  }

  @Test
  void aRunThatDiedIsTakenUpWhereItStood() {
    StoredObject object = arrived(Kind.PDF, CONTENT.length, CONTENT);
    admission.admit(object, "worker-1");
    clock.advance(LEASE.plusSeconds(1));

    assertThat(admission.admit(object, "worker-2"))
        .isInstanceOfSatisfying(
            Verdict.Admitted.class, a -> assertThat(a.run().attempts()).isEqualTo(2));
    assertThat(store.eventTypes()).hasSize(3);
  }

  @Test
  void aRunThatKeepsDyingIsGivenUp() {
    StoredObject object = arrived(Kind.PDF, CONTENT.length, CONTENT);
    for (int i = 1; i <= Run.MAX_ATTEMPTS; i++) {
      assertThat(admission.admit(object, "worker-" + i)).isInstanceOf(Verdict.Admitted.class);
      clock.advance(LEASE.plusSeconds(1));
    }

    assertThat(admission.admit(object, "worker-4"))
        .isEqualTo(new Verdict.Dismissed("processing_crashed"));
    assertThat(upload().state()).isEqualTo(UploadState.FAILED);
    assertThat(store.eventTypes()).endsWith("upload.failed");
  }

  @Test
  void aRunThatDiesAfterExtractionEndsPartial() {
    StoredObject object = arrived(Kind.PDF, CONTENT.length, CONTENT);
    Verdict.Admitted admitted = (Verdict.Admitted) admission.admit(object, "worker-1");
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

  private StoredObject arrived(Kind kind, long declaredSize, byte[] content) {
    Upload upload = Samples.upload(Samples.REF, kind, declaredSize, clock.instant());
    uploads.create(upload);
    return objects.upload(upload.objectKey(), content);
  }

  private Upload upload() {
    return uploads.find(Samples.REF).orElseThrow();
  }

  private static String detect(byte[] head, String filename) {
    return new String(head, StandardCharsets.US_ASCII).startsWith("%PDF")
        ? "application/pdf"
        : "text/plain";
  }
}
