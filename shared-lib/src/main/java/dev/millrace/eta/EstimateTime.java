package dev.millrace.eta;

import dev.millrace.upload.Kind;
import dev.millrace.upload.Priority;
import dev.millrace.upload.Progress;
import dev.millrace.upload.Stage;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Estimates how long uploads will take: the wait for a worker, then what is left of the present
/// stage, then the stages after it. What such files took before tells most; the pace of the file
/// itself tells more, once it has one.
public final class EstimateTime {
  private static final double LEAST_SHARE_OF_A_PACE = 0.05;
  private static final long ENOUGH_SEEN = 5;
  private static final List<Stage> OF_DOCUMENTS =
      List.of(Stage.VERIFYING, Stage.EXTRACTING, Stage.EMBEDDING, Stage.SUMMARIZING);
  private static final List<Stage> OF_IMAGES = List.of(Stage.VERIFYING, Stage.CLASSIFYING);

  private final DurationStore durations;
  private final Backlog backlog;
  private final Workers workers;
  private final Clock clock;

  public EstimateTime(DurationStore durations, Backlog backlog, Workers workers, Clock clock) {
    this.durations = durations;
    this.backlog = backlog;
    this.workers = workers;
    this.clock = clock;
  }

  /// How many files are taken from a queue at a time.
  public record Workers(int documents, int images) {
    private int of(Kind kind) {
      return kind == Kind.IMAGE ? images : documents;
    }
  }

  /// {@return how long a file that came now would wait for a worker}
  public Duration waitFor(Kind kind, Priority priority) {
    return waitOf(kind, backlog.waiting(kind, priority));
  }

  /// {@return what a file has to expect that is about to be uploaded}
  ///
  /// @param size in bytes
  public Expectation expect(Kind kind, Priority priority, long size) {
    long waiting = backlog.waiting(kind, priority);
    Optional<History> history = history(kind, size, path(kind));
    EtaBounds bounds =
        history.map(h -> EtaBounds.around(h.sum())).orElseGet(() -> EtaBounds.of(kind, size));
    return new Expectation(
        bounds.after(waitOf(kind, waiting)),
        history.filter(History::seenEnough).isPresent() ? EtaConfidence.MEDIUM : EtaConfidence.LOW,
        waiting + 1);
  }

  /// {@return when an upload is likely to end; empty if it has ended}
  public Optional<Eta> estimate(Upload upload) {
    if (upload.state().terminal()) {
      return Optional.empty();
    }
    Kind kind = upload.file().kind();
    List<Stage> path = path(kind);
    int at = path.indexOf(upload.stage());
    if (at < 0) {
      return Optional.of(beforeItsTurn(upload));
    }
    Optional<History> present = history(kind, upload.mostBytes(), path.subList(at, at + 1));
    Optional<History> later = history(kind, upload.mostBytes(), path.subList(at + 1, path.size()));
    Optional<Duration> pace = pace(upload);
    Optional<Duration> rest = pace.or(() -> present.map(p -> left(upload, p.sum())));
    if (rest.isEmpty() || later.isEmpty()) {
      return Optional.of(eta(roughly(upload), EtaConfidence.LOW));
    }
    boolean seenEnough = later.get().seenEnough();
    EtaConfidence confidence =
        pace.isPresent() && seenEnough
            ? EtaConfidence.HIGH
            : seenEnough || pace.isPresent() ? EtaConfidence.MEDIUM : EtaConfidence.LOW;
    return Optional.of(eta(rest.get().plus(later.get().sum()), confidence));
  }

  private Eta beforeItsTurn(Upload upload) {
    Kind kind = upload.file().kind();
    long size = upload.mostBytes();
    long waiting = backlog.waiting(kind, upload.priority());
    Duration work =
        history(kind, size, path(kind))
            .map(History::sum)
            .orElseGet(() -> EtaBounds.of(kind, size).middle());
    boolean inQueue = upload.state() == UploadState.UPLOADED;
    return new Eta(
        seconds(waitOf(kind, waiting).plus(work)),
        EtaConfidence.LOW,
        inQueue ? Math.max(1, waiting) : null);
  }

  private Duration waitOf(Kind kind, long waiting) {
    if (waiting == 0) {
      return Duration.ZERO;
    }
    Measured worker = Measured.worker(kind);
    MeanDuration known = durations.find(List.of(worker)).get(worker);
    Duration each = known == null ? EtaBounds.of(kind, 0).middle() : known.mean();
    return each.multipliedBy(waiting).dividedBy(workers.of(kind));
  }

  /// {@return what is left of the present stage at the pace it has gone so far, if it has one}
  private Optional<Duration> pace(Upload upload) {
    Progress progress = upload.progress();
    Instant since = upload.stageStartedAt();
    if (progress == null || since == null || progress.share() < LEAST_SHARE_OF_A_PACE) {
      return Optional.empty();
    }
    double share = progress.share();
    long elapsed = Duration.between(since, clock.instant()).toMillis();
    return Optional.of(Duration.ofMillis(Math.round(elapsed * (1 - share) / share)));
  }

  private Duration left(Upload upload, Duration mean) {
    Instant since = upload.stageStartedAt();
    Duration elapsed = since == null ? Duration.ZERO : Duration.between(since, clock.instant());
    return elapsed.compareTo(mean) < 0 ? mean.minus(elapsed) : Duration.ZERO;
  }

  private static Duration roughly(Upload upload) {
    Duration whole = EtaBounds.of(upload.file().kind(), upload.mostBytes()).middle();
    return whole.multipliedBy(100 - upload.percent()).dividedBy(100);
  }

  /// {@return how long stages took, if it is known of each}
  private Optional<History> history(Kind kind, long size, List<Stage> stages) {
    List<Measured> wanted =
        stages.stream().map(stage -> Measured.stage(stage, kind, size)).toList();
    Map<Measured, MeanDuration> known = durations.find(wanted);
    return known.size() == wanted.size()
        ? Optional.of(new History(List.copyOf(known.values())))
        : Optional.empty();
  }

  private record History(List<MeanDuration> means) {
    Duration sum() {
      return means.stream().map(MeanDuration::mean).reduce(Duration.ZERO, Duration::plus);
    }

    boolean seenEnough() {
      return means.stream().allMatch(mean -> mean.count() >= ENOUGH_SEEN);
    }
  }

  private static List<Stage> path(Kind kind) {
    return kind == Kind.IMAGE ? OF_IMAGES : OF_DOCUMENTS;
  }

  private static Eta eta(Duration rest, EtaConfidence confidence) {
    return new Eta(seconds(rest), confidence, null);
  }

  private static long seconds(Duration duration) {
    return Math.max(1, duration.plusMillis(999).toSeconds());
  }
}
