package dev.millrace.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.event.EventData.DocumentSummarized;
import dev.millrace.event.WebhookEvent;
import dev.millrace.json.Json;
import dev.millrace.testing.MemoryUploads;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UploadsTest {
  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryUploads store = new MemoryUploads(clock);
  private final Uploads uploads = new Uploads(store, clock);

  @Test
  void aNewUploadIsTold() {
    uploads.create(Samples.upload(Samples.REF, Kind.PDF, 42, clock.instant()));

    assertThat(store.eventTypes()).containsExactly("upload.created");
    assertThat(store.events().getFirst().body())
        .startsWith(
            "{\"type\":\"upload.created\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"sequence\":1,\"data\":{")
        .contains("\"size\":42", "\"metadata\":{\"customer\":\"42\"}");
  }

  @Test
  void aChangeThatLosesTheRaceIsDecidedAgain() {
    Upload created = Samples.upload(Samples.REF, Kind.PDF, 42, clock.instant());
    uploads.create(created);
    AtomicInteger decisions = new AtomicInteger();

    Optional<Upload> changed =
        uploads.change(
            Samples.REF,
            upload -> {
              if (decisions.incrementAndGet() == 1) {
                store.save(
                    Change.quietly(upload.entering(UploadState.UPLOADING, Stage.UPLOADING, 5)),
                    List.of());
              }
              return Optional.of(
                  Change.to(upload.ended(UploadState.CANCELLED, null, clock.instant())));
            });

    assertThat(decisions).hasValue(2);
    assertThat(changed).map(Upload::version).contains(3L);
    assertThat(store.eventTypes()).containsExactly("upload.created", "upload.cancelled");
  }

  @Test
  void noticesAreNumberedWithoutAGapWhateverIsWrittenBetweenThem() {
    uploads.create(Samples.upload(Samples.REF, Kind.PDF, 42, clock.instant()));
    uploads.change(
        Samples.REF,
        upload ->
            Optional.of(
                Change.quietly(upload.entering(UploadState.UPLOADING, Stage.UPLOADING, 5))));
    uploads.change(
        Samples.REF,
        upload ->
            Optional.of(
                Change.to(upload.done(false, clock.instant()))
                    .announcing(
                        new DocumentSummarized(
                            upload.ref().uploadId(), "run_1", "The tide.", Map.of()))));

    assertThat(store.events())
        .extracting(event -> event.type().wireName(), UploadsTest::sequence)
        .containsExactly(
            tuple("upload.created", 1L),
            tuple("document.summarized", 2L),
            tuple("upload.completed", 3L));
  }

  private static long sequence(WebhookEvent event) {
    return Json.tree(event.body()).path("sequence").asLong();
  }

  @Test
  void aDecisionToLeaveItLeavesIt() {
    uploads.create(Samples.upload(Samples.REF, Kind.PDF, 42, clock.instant()));

    assertThat(uploads.change(Samples.REF, _ -> Optional.empty())).isEmpty();
    assertThat(uploads.change(new UploadRef("acme", "up_other"), u -> Optional.of(Change.to(u))))
        .isEmpty();
    assertThat(uploads.find(Samples.REF)).map(Upload::version).contains(1L);
  }

  @Test
  void whoeverIsAlwaysSlowerIsToldSo() {
    uploads.create(Samples.upload(Samples.REF, Kind.PDF, 42, clock.instant()));
    UploadStore contended =
        new UploadStore() {
          @Override
          public boolean create(Upload upload, List<WebhookEvent> events) {
            return store.create(upload, events);
          }

          @Override
          public Optional<Upload> find(UploadRef ref) {
            return store.find(ref);
          }

          @Override
          public boolean save(Change change, List<WebhookEvent> events) {
            return false;
          }
        };

    assertThatExceptionOfType(ContentionException.class)
        .isThrownBy(() ->
            new Uploads(contended, clock).change(Samples.REF, u -> Optional.of(Change.to(u))));
  }

  @Test
  void theSameWriteHasTheSameNoticeId() {
    uploads.create(Samples.upload(Samples.REF, Kind.PDF, 42, clock.instant()));
    MemoryUploads again = new MemoryUploads(clock);
    new Uploads(again, clock).create(Samples.upload(Samples.REF, Kind.PDF, 42, clock.instant()));

    assertThat(again.events().getFirst().eventId())
        .isEqualTo(store.events().getFirst().eventId())
        .startsWith("evt_");
  }
}
