package dev.millrace.upload;

import dev.millrace.event.EventData.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The components of an upload while a step changes some of them.
final class UploadDraft {
  private static final int MOST_PERCENT_BEFORE_THE_END = 99;
  private static final int PERCENT_OF_A_NEW_RUN = 14;

  private final Upload from;
  private long version;
  private long told;
  private DeclaredFile file;
  private @Nullable Multipart multipart;
  private UploadState state;
  private @Nullable Stage stage;
  private @Nullable Instant stageStartedAt;
  private int percent;
  private @Nullable Progress progress;
  private @Nullable String runId;
  private int runNumber;
  private @Nullable String detectedType;
  private @Nullable String sha256;
  private @Nullable Scan scan;
  private @Nullable String duplicateOf;
  private List<Reason> warnings;
  private @Nullable Reason error;
  private @Nullable String sealedPassword;
  private @Nullable Instant uploadedAt;
  private @Nullable Instant startedAt;
  private @Nullable Instant completedAt;
  private @Nullable Instant dueAt;
  private @Nullable Erasure erasure;

  UploadDraft(Upload from) {
    this.from = from;
    version = from.version();
    told = from.told();
    file = from.file();
    multipart = from.multipart();
    state = from.state();
    stage = from.stage();
    stageStartedAt = from.stageStartedAt();
    percent = from.percent();
    progress = from.progress();
    runId = from.runId();
    runNumber = from.runNumber();
    detectedType = from.detectedType();
    sha256 = from.sha256();
    scan = from.scan();
    duplicateOf = from.duplicateOf();
    warnings = from.warnings();
    error = from.error();
    sealedPassword = from.sealedPassword();
    uploadedAt = from.uploadedAt();
    startedAt = from.startedAt();
    completedAt = from.completedAt();
    dueAt = from.dueAt();
    erasure = from.erasure();
  }

  /// Goes on to a state, never back.
  void enter(UploadState next, @Nullable Stage nextStage, int nextPercent) {
    if (!from.mayBecome(next)) {
      throw new IllegalStateException(
          "%s cannot go from %s to %s".formatted(from.ref().uploadId(), from.state(), next));
    }
    state = next;
    stage = nextStage;
    int most = next.terminal() ? 100 : MOST_PERCENT_BEFORE_THE_END;
    percent = Math.max(from.percent(), Math.min(nextPercent, most));
  }

  /// Begins anew with another run, whose number is one higher.
  void restart(UploadState first, String nextRunId) {
    if (!from.state().terminal() || from.state().unwanted()) {
      throw new IllegalStateException(
          "%s cannot be processed again while %s".formatted(from.ref().uploadId(), from.state()));
    }
    state = first;
    stage = Stage.VERIFYING;
    percent = PERCENT_OF_A_NEW_RUN;
    progress = null;
    runId = nextRunId;
    runNumber = from.runNumber() + 1;
    duplicateOf = null;
    warnings = List.of();
    error = null;
    completedAt = null;
    dueAt = null;
  }

  void version(long next) {
    version = next;
  }

  void told(long next) {
    told = next;
  }

  void file(DeclaredFile next) {
    file = next;
  }

  void multipart(@Nullable Multipart next) {
    multipart = next;
  }

  void stageStartedAt(@Nullable Instant next) {
    stageStartedAt = next;
  }

  void progress(@Nullable Progress next) {
    progress = next;
  }

  void runId(@Nullable String next) {
    runId = next;
  }

  void detectedType(@Nullable String next) {
    detectedType = next;
  }

  void sha256(@Nullable String next) {
    sha256 = next;
  }

  void scan(@Nullable Scan next) {
    scan = next;
  }

  void duplicateOf(@Nullable String next) {
    duplicateOf = next;
  }

  void warnings(List<Reason> next) {
    warnings = next;
  }

  void error(@Nullable Reason next) {
    error = next;
  }

  void sealedPassword(@Nullable String next) {
    sealedPassword = next;
  }

  void uploadedAt(@Nullable Instant next) {
    uploadedAt = next;
  }

  void startedAt(@Nullable Instant next) {
    startedAt = next;
  }

  void completedAt(@Nullable Instant next) {
    completedAt = next;
  }

  void dueAt(@Nullable Instant next) {
    dueAt = next;
  }

  void erasure(@Nullable Erasure next) {
    erasure = next;
  }

  Upload upload() {
    return new Upload(
        from.ref(),
        version,
        told,
        file,
        from.maxBytes(),
        multipart,
        from.priority(),
        state,
        stage,
        stageStartedAt,
        percent,
        progress,
        runId,
        runNumber,
        detectedType,
        sha256,
        scan,
        duplicateOf,
        warnings,
        error,
        sealedPassword,
        from.createdAt(),
        from.expiresAt(),
        uploadedAt,
        startedAt,
        completedAt,
        dueAt,
        erasure);
  }
}
