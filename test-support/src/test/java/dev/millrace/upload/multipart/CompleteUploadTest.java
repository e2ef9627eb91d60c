package dev.millrace.upload.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testing.MemoryMultipart;
import dev.millrace.testing.MemoryObjects;
import dev.millrace.testing.MemoryUploads;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.Samples;
import dev.millrace.upload.Change;
import dev.millrace.upload.DeclaredFile;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Multipart;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.Priority;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.multipart.CompleteUpload.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CompleteUploadTest {
  private static final byte[] FOUR = {1, 2, 3, 4};
  private static final byte[] OTHER_FOUR = {4, 3, 2, 1};
  private static final byte[] TWO = {5, 6};

  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryUploads store = new MemoryUploads(clock);
  private final Uploads uploads = new Uploads(store, clock);
  private final MemoryObjects objects = new MemoryObjects();
  private final MemoryMultipart parts = new MemoryMultipart(objects);

  // Forms and PUTs

  @Test
  void anObjectThatIsThereIsAnUploadThatHasArrived() {
    Upload upload = create(Samples.upload(Samples.REF, Kind.PDF, 4, clock.instant()));
    objects.upload(upload.objectKey(), FOUR);

    assertThat(complete()).isInstanceOf(Outcome.Arrived.class);
    assertThat(complete()).isInstanceOf(Outcome.Arrived.class);

    assertThat(upload().state()).isEqualTo(UploadState.UPLOADED);
    assertThat(upload().uploadedAt()).isEqualTo(clock.instant());
    assertThat(store.eventTypes()).containsExactly("upload.created", "upload.uploaded");
  }

  @Test
  void anObjectThatIsNotThereIsAwaitedFurther() {
    create(Samples.upload(Samples.REF, Kind.PDF, 4, clock.instant()));

    assertThat(complete()).isEqualTo(new Outcome.NoBytes());
    assertThat(upload().state()).isEqualTo(UploadState.CREATED);
  }

  @Test
  void aStrangerIsNotFound() {
    assertThat(completion(parts).complete(new UploadRef("other", "up_01"), Map.of())).isEmpty();
  }

  // Parts

  @Test
  void partsBecomeTheObject() {
    Upload upload = inParts(6L, 4L, 2);
    send(1, FOUR);
    send(2, TWO);

    assertThat(complete()).isInstanceOf(Outcome.Arrived.class);

    assertThat(objects.content(upload.objectKey().value())).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(upload().state()).isEqualTo(UploadState.UPLOADED);
    assertThat(store.eventTypes()).containsExactly("upload.created", "upload.uploaded");
  }

  @Test
  void completingTwiceIsCompletingOnce() {
    inParts(6L, 4L, 2);
    send(1, FOUR);
    send(2, TWO);
    complete();

    assertThat(complete()).isEqualTo(new Outcome.Arrived(upload()));
    assertThat(store.eventTypes()).containsExactly("upload.created", "upload.uploaded");
  }

  @Test
  void missingPartsAreNamed() {
    inParts(14L, 4L, 4);
    send(2, FOUR);

    assertThat(complete()).isEqualTo(new Outcome.PartsMissing(List.of(1, 3, 4)));
    assertThat(upload().state()).isEqualTo(UploadState.CREATED);
  }

  @Test
  void anUploadOfTenThousandPartsDoesNotNameThemAll() {
    inParts(40_000L, 4L, 10_000);

    assertThat(complete())
        .isInstanceOfSatisfying(
            Outcome.PartsMissing.class, missing -> assertThat(missing.numbers()).hasSize(100));
  }

  @Test
  void aPartOfTheWrongSizeIsRefused() {
    inParts(6L, 4L, 2);
    send(1, TWO);
    send(2, FOUR);

    assertThat(complete()).isEqualTo(new Outcome.PartMismatch(1));
  }

  @Test
  void aPartThatTheSenderDoesNotNameIsRefused() {
    inParts(null, null, 3);
    String first = send(1, FOUR);
    send(2, TWO);

    assertThat(complete(Map.of(1, first))).isEqualTo(new Outcome.PartMismatch(2));
    assertThat(complete(Map.of(1, first, 2, "other"))).isEqualTo(new Outcome.PartMismatch(2));
    assertThat(complete(Map.of(1, first, 2, "x", 3, "y")))
        .isEqualTo(new Outcome.PartsMissing(List.of(3)));
    assertThat(upload().state()).isEqualTo(UploadState.CREATED);
  }

  @Test
  void aSenderWhoToldNoSizeMayHaveSentAnyNumberOfParts() {
    inParts(null, null, 3);
    assertThat(complete()).isEqualTo(new Outcome.PartsMissing(List.of(1)));
    send(1, FOUR);
    send(2, TWO);

    assertThat(complete()).isInstanceOf(Outcome.Arrived.class);
  }

  @Test
  void aSenderWhoToldTheSizeButNotThatOfPartsMustSendItAll() {
    inParts(6L, null, 3);
    send(1, FOUR);

    assertThat(complete()).isEqualTo(new Outcome.PartsMissing(List.of(2)));
  }

  @Test
  void moreBytesThanAllowedEndTheUpload() {
    inParts(null, null, 3);
    send(1, FOUR);
    send(2, FOUR);
    send(3, FOUR);

    assertThat(complete())
        .isInstanceOfSatisfying(
            Outcome.TooLarge.class, large -> assertThat(large.sizeBytes()).isEqualTo(12));

    assertThat(upload().state()).isEqualTo(UploadState.REJECTED);
    assertThat(upload().error())
        .satisfies(error -> assertThat(String.valueOf(error)).contains("upload_too_large"));
    assertThat(parts.open()).isZero();
    assertThat(complete()).isEqualTo(new Outcome.Ended(upload()));
  }

  @Test
  void aPartThatIsSwappedMeanwhileIsRefused() {
    inParts(6L, 4L, 2);
    send(1, FOUR);
    send(2, TWO);
    CompleteUpload swapped =
        completion(
            new Meddled(parts) {
              @Override
              public Assembly assemble(ObjectKey.Original key, String id, List<SentPart> listed) {
                parts.send(key, id, 1, OTHER_FOUR);
                return super.assemble(key, id, listed);
              }
            });

    assertThat(swapped.complete(Samples.REF, Map.of())).contains(new Outcome.PartChanged());

    assertThat(upload().state()).isEqualTo(UploadState.COMPLETING);
    assertThat(objects.keys()).isEmpty();
    assertThat(complete()).isInstanceOf(Outcome.Arrived.class);
  }

  // Deaths and delays

  @Test
  void onlyOneAtATimePutsPartsTogether() {
    inParts(4L, 4L, 1);
    send(1, FOUR);
    uploads.change(
        Samples.REF,
        u -> Optional.of(Change.quietly(u.completing(clock.instant().plus(CompleteUpload.LEASE)))));

    assertThat(complete()).isEqualTo(new Outcome.UnderWay(upload()));
    clock.advance(CompleteUpload.LEASE);
    assertThat(complete()).isInstanceOf(Outcome.Arrived.class);
  }

  @Test
  void partsThatWerePutTogetherBySomebodyWhoDiedAreFoundAsTheObject() {
    Upload upload = inParts(4L, 4L, 1);
    send(1, FOUR);
    parts.assemble(
        upload.objectKey(), "s3-1", parts.parts(upload.objectKey(), "s3-1").orElseThrow());

    assertThat(complete()).isInstanceOf(Outcome.Arrived.class);
  }

  @Test
  void partsThatVanishedEndTheUpload() {
    Upload upload = inParts(4L, 4L, 1);
    parts.abort(upload.objectKey(), "s3-1");

    assertThat(complete()).isInstanceOf(Outcome.Ended.class);

    assertThat(upload().state()).isEqualTo(UploadState.EXPIRED);
    assertThat(upload().error())
        .satisfies(error -> assertThat(String.valueOf(error)).contains("multipart_vanished"));
    assertThat(store.eventTypes()).containsExactly("upload.created", "upload.expired");
  }

  @Test
  void aRunThatWasFasterIsNotSetBack() {
    inParts(4L, 4L, 1);
    send(1, FOUR);
    CompleteUpload overtaken =
        completion(
            new Meddled(parts) {
              @Override
              public Assembly assemble(ObjectKey.Original key, String id, List<SentPart> listed) {
                Assembly assembly = super.assemble(key, id, listed);
                Instant now = clock.instant();
                uploads.change(key.upload(), u -> Optional.of(Change.to(u.arrived("run_1", now))));
                return assembly;
              }
            });

    assertThat(overtaken.complete(Samples.REF, Map.of())).contains(new Outcome.Arrived(upload()));
    assertThat(upload().state()).isEqualTo(UploadState.VERIFYING);
    assertThat(store.eventTypes()).containsExactly("upload.created", "upload.uploaded");
  }

  private Upload inParts(@Nullable Long size, @Nullable Long partSize, int maxParts) {
    DeclaredFile file =
        new DeclaredFile("a.pdf", "application/pdf", Kind.PDF, size, null, Map.of());
    Instant now = clock.instant();
    long maxBytes = size == null ? 10 : size;
    Upload upload =
        Upload.created(
            Samples.REF, file, maxBytes, Priority.NORMAL, now, now.plus(Duration.ofDays(2)));
    String s3UploadId = parts.create(upload.objectKey(), "application/pdf");
    return create(upload.inParts(new Multipart(s3UploadId, partSize, maxParts)));
  }

  private String send(int number, byte[] content) {
    return parts.send(upload().objectKey(), "s3-1", number, content);
  }

  private Upload create(Upload upload) {
    uploads.create(upload);
    return upload;
  }

  private Upload upload() {
    return uploads.find(Samples.REF).orElseThrow();
  }

  private Outcome complete() {
    return complete(Map.of());
  }

  private Outcome complete(Map<Integer, String> named) {
    return completion(parts).complete(Samples.REF, named).orElseThrow();
  }

  private CompleteUpload completion(MultipartStore multipart) {
    return new CompleteUpload(uploads, objects, multipart, clock);
  }

  /// Parts that something happens to in between.
  private static class Meddled implements MultipartStore {
    private final MultipartStore parts;

    Meddled(MultipartStore parts) {
      this.parts = parts;
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
    public Assembly assemble(ObjectKey.Original key, String s3UploadId, List<SentPart> listed) {
      return parts.assemble(key, s3UploadId, listed);
    }

    @Override
    public void abort(ObjectKey.Original key, String s3UploadId) {
      parts.abort(key, s3UploadId);
    }
  }
}
