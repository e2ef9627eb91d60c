package dev.millrace.upload;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// Writes how far a stage has come, at most once a second, while the upload is in its state.
public final class ProgressReporter implements Consumer<Progress> {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Uploads uploads;
  private final UploadRef upload;
  private final Span span;
  private final Clock clock;
  private Instant next;

  public ProgressReporter(Uploads uploads, UploadRef upload, Span span, Clock clock) {
    this.uploads = uploads;
    this.upload = upload;
    this.span = span;
    this.clock = clock;
    this.next = clock.instant().plus(INTERVAL);
  }

  /// A stage and the part of an upload's 100 percent that it moves.
  public record Span(UploadState state, Stage stage, int from, int to) {
    private int percent(Progress progress) {
      return from + (int) (progress.share() * (to - from));
    }
  }

  @Override
  public void accept(Progress progress) {
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      return;
    }
    next = now.plus(INTERVAL);
    uploads.change(
        upload,
        current ->
            current.state() == span.state()
                ? Optional.of(
                    Change.quietly(
                        current.progressed(span.stage(), span.percent(progress), progress)))
                : Optional.empty());
  }
}
