package dev.millrace.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testing.MemoryUploads;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.Samples;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressReporterTest {
  private static final ProgressReporter.Span READING =
      new ProgressReporter.Span(UploadState.EXTRACTING, Stage.EXTRACTING, 15, 60);

  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryUploads store = new MemoryUploads(clock);
  private final Uploads uploads = new Uploads(store, clock);

  @Test
  void tellsAtMostOnceASecondAndNeverGoesBack() {
    ProgressReporter reporter = extracting();
    long version = upload().version();
    int percent = upload().percent();

    for (int done = 0; done <= 50; done++) {
      reporter.accept(new Progress("pages", done, 50));
      assertThat(upload().percent()).isBetween(percent, 60);
      percent = upload().percent();
      clock.advance(Duration.ofMillis(100));
    }

    assertThat(upload().version()).isEqualTo(version + 5);
    assertThat(upload().progress()).isEqualTo(new Progress("pages", 50, 50));
    assertThat(percent).isEqualTo(60);
  }

  @Test
  void aSmallerShareDoesNotTakePercentBack() {
    ProgressReporter reporter = extracting();
    clock.advance(Duration.ofSeconds(1));
    reporter.accept(new Progress("pages", 8, 10));
    int percent = upload().percent();
    clock.advance(Duration.ofSeconds(1));
    reporter.accept(new Progress("pages", 1, 10));

    assertThat(upload().percent()).isEqualTo(percent);
    assertThat(upload().progress()).isEqualTo(new Progress("pages", 1, 10));
  }

  @Test
  void leavesAnUploadAloneThatHasMovedOn() {
    ProgressReporter reporter = extracting();
    uploads.change(
        Samples.REF,
        upload ->
            Optional.of(Change.to(upload.ended(UploadState.CANCELLED, null, clock.instant()))));
    long version = upload().version();
    clock.advance(Duration.ofSeconds(1));

    reporter.accept(new Progress("pages", 1, 10));

    assertThat(upload().version()).isEqualTo(version);
  }

  @Test
  void tellsWhenAStageBegan() {
    ProgressReporter reporter = extracting();
    assertThat(upload().stageStartedAt()).isEqualTo(clock.instant());
    clock.advance(Duration.ofSeconds(2));

    reporter.accept(new Progress("pages", 1, 10));

    assertThat(upload().stageStartedAt()).isEqualTo(clock.instant().minusSeconds(2));
  }

  private ProgressReporter extracting() {
    uploads.create(Samples.upload(Samples.REF, Kind.PDF, 12, clock.instant()));
    clock.advance(Duration.ofSeconds(3));
    uploads.change(
        Samples.REF,
        upload ->
            Optional.of(Change.to(upload.entering(UploadState.EXTRACTING, Stage.EXTRACTING, 15))));
    return new ProgressReporter(uploads, Samples.REF, READING, clock);
  }

  private Upload upload() {
    return uploads.find(Samples.REF).orElseThrow();
  }
}
