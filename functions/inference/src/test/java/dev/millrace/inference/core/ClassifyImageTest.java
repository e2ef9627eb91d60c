package dev.millrace.inference.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.EventData.Reason;
import dev.millrace.inference.core.image.Classifiers;
import dev.millrace.inference.core.image.Picture;
import dev.millrace.inference.core.image.PictureReader;
import dev.millrace.inference.core.image.PictureReader.Reading;
import dev.millrace.testing.Intakes;
import dev.millrace.testing.MemoryFlags;
import dev.millrace.testing.MemoryObjects;
import dev.millrace.testing.MemoryUploads;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.Samples;
import dev.millrace.upload.Change;
import dev.millrace.upload.Kind;
import dev.millrace.upload.ResultPart;
import dev.millrace.upload.StoredObject;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.arrival.Arrival;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClassifyImageTest {
  private static final byte[] CONTENT = "a picture".getBytes(StandardCharsets.UTF_8);
  private static final Duration LEASE = Duration.ofSeconds(50);

  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryUploads store = new MemoryUploads(clock);
  private final MemoryObjects objects = new MemoryObjects();
  private final Uploads uploads = new Uploads(store, clock);
  private final FakeClassifier classifier = new FakeClassifier("1");
  private final FakeClassifier candidate = new FakeClassifier("2");
  private final MemoryFlags flags = new MemoryFlags();

  @Test
  void anImageEndsWithItsLabels() {
    Upload upload = uploaded(CONTENT.length);

    Outcome outcome = classify(picture(), upload);

    assertThat(outcome).isInstanceOf(Outcome.Classified.class);
    Upload ended = standing();
    assertThat(ended.state()).isEqualTo(UploadState.COMPLETED);
    assertThat(ended.percent()).isEqualTo(100);
    assertThat(ended.sha256())
        .isEqualTo("92b2fa58028958317e408bd84ecfa70f5ee35b121991dbc232c49d166353708b");
    assertThat(results(ended))
        .singleElement()
        .isInstanceOfSatisfying(
            ResultPart.Image.class,
            image -> {
              assertThat(image.labels().getFirst().name()).isEqualTo("cat");
              assertThat(image.confidence()).isEqualTo("HIGH");
              assertThat(image.width()).isEqualTo(40);
              assertThat(image.height()).isEqualTo(30);
            });
    assertThat(store.eventTypes())
        .containsExactly(
            "upload.created",
            "upload.uploaded",
            "upload.verified",
            "image.classified",
            "upload.completed");
  }

  @Test
  void aDamagedImageFailsForAReason() {
    Upload upload = uploaded(CONTENT.length);
    Reason reason = new Reason("image_corrupt", "The image is damaged.");

    assertThat(classify((content, frame) -> new Reading.Refused(reason), upload))
        .isEqualTo(new Outcome.Failed(reason));
    assertThat(standing().state()).isEqualTo(UploadState.FAILED);
    assertThat(standing().error()).isEqualTo(reason);
    assertThat(store.eventTypes()).endsWith("upload.failed").doesNotContain("image.classified");
  }

  @Test
  void aBrokenModelEndsInTheFallbackResult() {
    Upload upload = uploaded(CONTENT.length);
    classifier.breakDown();

    assertThat(classify(picture(), upload)).isInstanceOf(Outcome.Failed.class);
    Upload ended = standing();
    assertThat(ended.state()).isEqualTo(UploadState.FAILED);
    assertThat(ended.error()).extracting(Reason::code).isEqualTo("model_failed");
    assertThat(results(ended))
        .singleElement()
        .isInstanceOfSatisfying(
            ResultPart.Image.class,
            image -> {
              assertThat(image.labels().getFirst().id()).isEqualTo("error");
              assertThat(image.requestId()).isEqualTo("own_1");
            });
  }

  @Test
  void aFlagSendsUploadsToTheOtherModelWhoseVersionIsInTheResult() {
    flags.set(Classifiers.CHOICE, "candidate");
    Upload upload = uploaded(CONTENT.length);

    classify(picture(), upload);

    assertThat(results(standing()))
        .singleElement()
        .isInstanceOfSatisfying(
            ResultPart.Image.class,
            image -> assertThat(image.model()).isEqualTo(new ResultPart.Model("pets", "2")));
  }

  @Test
  void anImageOfAnotherSizeIsRejectedUnread() {
    Upload upload = uploaded(CONTENT.length + 1);

    assertThat(classify(picture(), upload)).isEqualTo(new Outcome.Dismissed("size_mismatch"));
    assertThat(standing().state()).isEqualTo(UploadState.REJECTED);
  }

  @Test
  void aDuplicateMessageChangesNothing() {
    Upload upload = uploaded(CONTENT.length);
    classify(picture(), upload);
    long version = standing().version();

    assertThat(classify(picture(), upload)).isEqualTo(new Outcome.Dismissed("already_done"));
    assertThat(standing().version()).isEqualTo(version);
  }

  @Test
  void anUploadThatEndsMeanwhileIsLeftAlone() {
    Upload upload = uploaded(CONTENT.length);
    PictureReader cancelling =
        (content, frame) -> {
          uploads.change(
              Samples.REF,
              current ->
                  Optional.of(
                      Change.to(current.ended(UploadState.CANCELLED, null, clock.instant()))));
          return picture().read(content, frame);
        };

    assertThat(classify(cancelling, upload)).isEqualTo(new Outcome.Overtaken());
    assertThat(standing().state()).isEqualTo(UploadState.CANCELLED);
  }

  private Upload uploaded(long declaredSize) {
    Upload upload = Samples.upload(Samples.REF, Kind.IMAGE, declaredSize, clock.instant());
    uploads.create(upload);
    objects.upload(upload.objectKey(), CONTENT);
    return upload;
  }

  private Outcome classify(PictureReader pictures, Upload upload) {
    StoredObject arrived = objects.head(upload.objectKey()).orElseThrow();
    return new ClassifyImage(
            Intakes.open(store, objects, (head, filename) -> "image/jpeg", LEASE, clock),
            uploads,
            objects,
            pictures,
            new Classifiers(classifier, Optional.of(candidate), flags.flags()),
            clock)
        .classify(new Arrival.Stored(arrived), "own_1", Intakes.leases());
  }

  private static PictureReader picture() {
    return (content, frame) -> new Reading.Decoded(new Picture(40, 30, new int[64]));
  }

  private Upload standing() {
    return uploads.find(Samples.REF).orElseThrow();
  }

  private List<ResultPart> results(Upload upload) {
    return store.read(upload.ref(), String.valueOf(upload.runId()));
  }
}
