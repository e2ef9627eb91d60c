package dev.millrace.eta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.eta.EstimateTime.Workers;
import dev.millrace.testing.MemoryDurations;
import dev.millrace.testing.MemoryFlags;
import dev.millrace.testing.MemoryUploads;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.Samples;
import dev.millrace.upload.Change;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Priority;
import dev.millrace.upload.Progress;
import dev.millrace.upload.Stage;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EstimateTimeTest {
  private static final long SIZE = 1_000_000;

  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryDurations durations = new MemoryDurations();
  private final MemoryFlags flags = new MemoryFlags();
  private final Uploads uploads = new Uploads(new MemoryUploads(clock), clock);
  private long waiting;
  private final EstimateTime estimate =
      new EstimateTime(durations, (_, _) -> waiting, new Workers(10, 5), clock);

  // Before anything is known

  @Test
  void withoutAHistoryTheKindAndTheSizeTellALittle() {
    Upload upload = create();

    assertThat(estimate.expect(Kind.PDF, Priority.NORMAL, SIZE))
        .isEqualTo(new Expectation(new EtaBounds(1, 25), EtaConfidence.LOW, 1));
    assertThat(estimate.estimate(upload)).contains(new Eta(5, EtaConfidence.LOW, null));
    assertThat(estimate.estimate(extracting()).orElseThrow().confidence())
        .isEqualTo(EtaConfidence.LOW);
  }

  @Test
  void whatHasEndedHasNoEstimate() {
    create();

    assertThat(
            estimate.estimate(change(u -> u.ended(UploadState.CANCELLED, null, clock.instant()))))
        .isEmpty();
  }

  // The wait

  @Test
  void whoeverComesWaitsForThoseBeforeIt() {
    learn(10);
    durations.add(Measured.worker(Kind.PDF), Duration.ofSeconds(20));
    waiting = 100;

    assertThat(estimate.waitFor(Kind.PDF, Priority.NORMAL)).isEqualTo(Duration.ofSeconds(200));
    assertThat(estimate.expect(Kind.PDF, Priority.NORMAL, SIZE))
        .isEqualTo(new Expectation(new EtaBounds(209, 237), EtaConfidence.MEDIUM, 101));
  }

  @Test
  void whatWaitsInTheQueueHasAPlaceInIt() {
    learn(10);
    durations.add(Measured.worker(Kind.PDF), Duration.ofSeconds(20));
    waiting = 100;
    create();
    Upload sent = change(u -> u.uploaded(clock.instant()));

    assertThat(estimate.estimate(sent)).contains(new Eta(218, EtaConfidence.LOW, 100L));
    waiting = 0;
    assertThat(estimate.estimate(sent).orElseThrow().queuePosition()).isEqualTo(1);
  }

  @Test
  void newFilesAreTurnedAwayWhileTheWaitIsTooLong() {
    LoadShedding shedding = new LoadShedding(estimate, flags.flags());
    durations.add(Measured.worker(Kind.PDF), Duration.ofSeconds(20));
    waiting = 100;
    assertThat(shedding.pause("acme", Kind.PDF, Priority.NORMAL)).isEmpty();

    flags.set(LoadShedding.MAX_WAIT, "PT190S");
    assertThat(shedding.pause("acme", Kind.PDF, Priority.NORMAL)).contains(Duration.ofSeconds(10));
    flags.set(LoadShedding.MAX_WAIT, "PT199S");
    assertThat(shedding.pause("acme", Kind.PDF, Priority.NORMAL)).contains(Duration.ofSeconds(5));
    waiting = 1_000_000;
    assertThat(shedding.pause("acme", Kind.PDF, Priority.NORMAL)).contains(Duration.ofMinutes(5));
  }

  // While it is worked on

  @Test
  void whatSuchFilesTookTellsWhatIsLeft() {
    learn(10);
    extracting();
    clock.advance(Duration.ofSeconds(4));

    Eta eta = estimate.estimate(upload()).orElseThrow();

    assertThat(eta).isEqualTo(new Eta(13, EtaConfidence.MEDIUM, null));
  }

  @Test
  void aStageThatTakesLongerThanUsualIsAboutToEnd() {
    learn(10);
    extracting();
    clock.advance(Duration.ofMinutes(4));

    assertThat(estimate.estimate(upload()).orElseThrow().seconds()).isEqualTo(7);
  }

  @Test
  void thePaceOfTheFileItselfTellsMore() {
    learn(10);
    extracting();
    clock.advance(Duration.ofSeconds(30));
    change(u -> u.progressed(Stage.EXTRACTING, 30, new Progress("pages", 25, 100)));

    assertThat(estimate.estimate(upload())).contains(new Eta(90 + 7, EtaConfidence.HIGH, null));
  }

  @Test
  void lessThanATwentiethIsNoPace() {
    learn(10);
    extracting();
    clock.advance(Duration.ofSeconds(9));
    change(u -> u.progressed(Stage.EXTRACTING, 15, new Progress("pages", 4, 100)));

    assertThat(estimate.estimate(upload())).contains(new Eta(1 + 7, EtaConfidence.MEDIUM, null));
  }

  @Test
  void aShortHistoryIsTrustedLittle() {
    learn(1);

    assertThat(estimate.estimate(extracting()).orElseThrow().confidence())
        .isEqualTo(EtaConfidence.LOW);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyKindHasAnEstimate(Kind kind) {
    assertThat(estimate.expect(kind, Priority.HIGH, SIZE).seconds().low()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 14",
    "16384, 14",
    "16385, 16",
    "65536, 16",
    "65537, 18",
    "1000000, 20",
    "5000000000, 34",
    "9000000000000, 34"
  })
  void filesOfAboutASizeAreComparedWithEachOther(long size, int sizeClass) {
    assertThat(Measured.stage(Stage.EXTRACTING, Kind.CSV, size).key())
        .isEqualTo("extracting#csv#" + sizeClass);
  }

  // Learning

  @Test
  void everyStepTeaches() {
    LearnDurations learning = new LearnDurations(durations);
    create();
    clock.advance(Duration.ofHours(1));
    step(learning, u -> u.arrived("run_1", clock.instant()));
    clock.advance(Duration.ofSeconds(1));
    step(learning, u -> u.verified("application/pdf", "abc", clock.instant()));
    step(learning, u -> u.entering(UploadState.EXTRACTING, Stage.EXTRACTING, 15));
    clock.advance(Duration.ofSeconds(10));
    step(learning, u -> u.progressed(Stage.EXTRACTING, 30, new Progress("pages", 1, 2)));
    clock.advance(Duration.ofSeconds(2));
    step(learning, u -> u.entering(UploadState.INFERRING, Stage.EMBEDDING, 65));
    clock.advance(Duration.ofSeconds(4));
    step(learning, u -> u.entering(UploadState.INFERRING, Stage.SUMMARIZING, 90));
    clock.advance(Duration.ofSeconds(3));
    step(learning, u -> u.done(false, clock.instant()));

    assertThat(mean(Stage.VERIFYING)).isEqualTo(Duration.ofSeconds(1));
    assertThat(mean(Stage.EXTRACTING)).isEqualTo(Duration.ofSeconds(12));
    assertThat(mean(Stage.EMBEDDING)).isEqualTo(Duration.ofSeconds(4));
    assertThat(mean(Stage.SUMMARIZING)).isEqualTo(Duration.ofSeconds(3));
    assertThat(mean(Measured.worker(Kind.PDF))).isEqualTo(Duration.ofSeconds(12));
    assertThat(durations.find(List.of(Measured.stage(Stage.UPLOADING, Kind.PDF, SIZE)))).isEmpty();
  }

  @Test
  void aFailureTeachesNothing() {
    LearnDurations learning = new LearnDurations(durations);
    extracting();
    clock.advance(Duration.ofSeconds(1));
    step(learning, u -> u.ended(UploadState.FAILED, null, clock.instant()));

    assertThat(durations.find(List.of(Measured.stage(Stage.EXTRACTING, Kind.PDF, SIZE)))).isEmpty();
  }

  @Test
  void whatWasSeenLastWeighsMost() {
    MeanDuration mean = MeanDuration.of(Duration.ofSeconds(1));
    for (int i = 0; i < 99; i++) {
      mean = mean.with(Duration.ofSeconds(1));
    }

    assertThat(mean.with(Duration.ofSeconds(11)).mean()).isEqualTo(Duration.ofSeconds(2));
  }

  private void learn(int times) {
    Map.of(
            Stage.VERIFYING, 1L,
            Stage.EXTRACTING, 10L,
            Stage.EMBEDDING, 5L,
            Stage.SUMMARIZING, 2L)
        .forEach((stage, seconds) -> {
          for (int i = 0; i < times; i++) {
            durations.add(Measured.stage(stage, Kind.PDF, SIZE), Duration.ofSeconds(seconds));
          }
        });
  }

  private Duration mean(Stage stage) {
    return mean(Measured.stage(stage, Kind.PDF, SIZE));
  }

  private Duration mean(Measured measured) {
    MeanDuration mean = durations.find(List.of(measured)).get(measured);
    return mean == null ? Duration.ZERO : mean.mean();
  }

  private Upload create() {
    Upload upload = Samples.upload(Samples.REF, Kind.PDF, SIZE, clock.instant());
    uploads.create(upload);
    return upload;
  }

  private Upload extracting() {
    if (uploads.find(Samples.REF).isEmpty()) {
      create();
    }
    change(u -> u.arrived("run_1", clock.instant()));
    return change(u -> u.entering(UploadState.EXTRACTING, Stage.EXTRACTING, 15));
  }

  private Upload upload() {
    return uploads.find(Samples.REF).orElseThrow();
  }

  private Upload change(UnaryOperator<Upload> step) {
    return uploads
        .change(Samples.REF, upload -> Optional.of(Change.quietly(step.apply(upload))))
        .orElseThrow();
  }

  private void step(LearnDurations learning, UnaryOperator<Upload> step) {
    Upload before = upload();
    learning.learn(before, change(step));
  }
}
