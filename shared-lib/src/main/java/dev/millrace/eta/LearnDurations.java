package dev.millrace.eta;

import dev.millrace.upload.Stage;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Learns from each step of an upload how long its stages take.
public final class LearnDurations {
  private final DurationStore durations;

  public LearnDurations(DurationStore durations) {
    this.durations = durations;
  }

  /// Learns from an upload's step. Stages that end in failure teach nothing: they were cut short.
  public void learn(Upload before, Upload after) {
    if (before.stage() == after.stage() || failed(after)) {
      return;
    }
    Instant end = after.stageStartedAt() == null ? after.completedAt() : after.stageStartedAt();
    Stage stage = before.stage();
    if (stage != null && stage != Stage.UPLOADING) {
      add(
          Measured.stage(stage, after.file().kind(), after.mostBytes()),
          before.stageStartedAt(),
          end);
    }
    if (stage == Stage.EXTRACTING || stage == Stage.CLASSIFYING) {
      add(Measured.worker(after.file().kind()), before.startedAt(), end);
    }
  }

  private void add(Measured measured, @Nullable Instant start, @Nullable Instant end) {
    if (start != null && end != null) {
      durations.add(measured, Duration.between(start, end));
    }
  }

  private static boolean failed(Upload upload) {
    return upload.state().terminal()
        && upload.state() != UploadState.COMPLETED
        && upload.state() != UploadState.PARTIAL;
  }
}
