package dev.millrace.upload;

import dev.millrace.event.EventData.Reason;
import dev.millrace.event.EventData.UploadChanged;
import dev.millrace.event.EventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One user-sent file from presign to result. Its steps return a new value with the step taken.
///
/// @param version one more with each write
/// @param runId the run that processes it, once its bytes have arrived
/// @param percent 0 to 100, never goes back, 100 only in a terminal state
/// @param sha256 lower-case hex of the bytes that arrived
/// @param expiresAt when it is given up if no bytes have come
public record Upload(
    UploadRef ref,
    long version,
    DeclaredFile file,
    Priority priority,
    UploadState state,
    @Nullable Stage stage,
    int percent,
    @Nullable Progress progress,
    @Nullable String runId,
    int runNumber,
    @Nullable String detectedType,
    @Nullable String sha256,
    List<Reason> warnings,
    @Nullable Reason error,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant uploadedAt,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt) {
  private static final int MAX_WARNINGS = 100;
  private static final int MOST_PERCENT_BEFORE_THE_END = 99;

  public Upload {
    warnings = List.copyOf(warnings.subList(0, Math.min(warnings.size(), MAX_WARNINGS)));
  }

  /// {@return an upload whose bytes are awaited}
  public static Upload created(
      UploadRef ref, DeclaredFile file, Priority priority, Instant now, Instant expiresAt) {
    return new Upload(
        ref,
        1,
        file,
        priority,
        UploadState.CREATED,
        Stage.UPLOADING,
        0,
        null,
        null,
        1,
        null,
        null,
        List.of(),
        null,
        now,
        expiresAt,
        null,
        null,
        null);
  }

  /// {@return where its bytes go}
  public ObjectKey.Original objectKey() {
    return new ObjectKey.Original(file.kind() == Kind.IMAGE, priority, ref);
  }

  /// {@return this upload with its bytes arrived, to be looked at by a run}
  public Upload arrived(String runId, Instant now) {
    Copy copy = new Copy(this);
    copy.enter(UploadState.VERIFYING, Stage.VERIFYING, 12);
    copy.runId = runId;
    copy.uploadedAt = now;
    return copy.upload();
  }

  /// {@return this upload with more time for its bytes to be found}
  public Upload awaitedUntil(Instant later) {
    Copy copy = new Copy(this);
    copy.expiresAt = later;
    return copy.upload();
  }

  /// {@return this upload found to be what it was declared to be}
  public Upload verified(String detectedType, Instant now) {
    Copy copy = new Copy(this);
    copy.enter(UploadState.QUEUED, Stage.VERIFYING, 14);
    copy.detectedType = detectedType;
    copy.startedAt = now;
    return copy.upload();
  }

  /// {@return this upload in a later working state}
  public Upload entering(UploadState next, Stage nextStage, int nextPercent) {
    Copy copy = new Copy(this);
    copy.enter(next, nextStage, nextPercent);
    copy.progress = null;
    return copy.upload();
  }

  /// {@return this upload further on in its state}
  public Upload progressed(Stage nextStage, int nextPercent, Progress nextProgress) {
    Copy copy = new Copy(this);
    copy.enter(state, nextStage, nextPercent);
    copy.progress = nextProgress;
    return copy.upload();
  }

  /// {@return this upload with the hash of its bytes known}
  public Upload hashed(String nextSha256) {
    Copy copy = new Copy(this);
    copy.sha256 = nextSha256;
    return copy.upload();
  }

  /// {@return this upload with something told that did not stop it}
  public Upload warned(List<Reason> more) {
    Copy copy = new Copy(this);
    copy.warnings = new ArrayList<>(warnings);
    copy.warnings.addAll(more);
    return copy.upload();
  }

  /// {@return this upload done: COMPLETED, or PARTIAL when anything is missing}
  public Upload done(boolean partial, Instant now) {
    return ended(partial ? UploadState.PARTIAL : UploadState.COMPLETED, null, now);
  }

  /// {@return this upload ended for a reason}
  public Upload ended(UploadState terminal, @Nullable Reason reason, Instant now) {
    if (!terminal.terminal()) {
      throw new IllegalArgumentException(terminal + " is not terminal");
    }
    Copy copy = new Copy(this);
    copy.enter(terminal, null, 100);
    copy.error = reason;
    copy.completedAt = now;
    return copy.upload();
  }

  /// {@return whether this upload may take the step to another state}
  public boolean mayBecome(UploadState next) {
    return state.mayBecome(next);
  }

  /// {@return the notice of the state it is in, or empty for a state that has none}
  public Optional<UploadChanged> event() {
    return switch (state) {
      case CREATED -> Optional.of(event(EventType.UPLOAD_CREATED));
      case EXTRACTING -> Optional.of(event(EventType.UPLOAD_EXTRACTING));
      case COMPLETED -> Optional.of(event(EventType.UPLOAD_COMPLETED));
      case PARTIAL -> Optional.of(event(EventType.UPLOAD_PARTIAL));
      case FAILED -> Optional.of(event(EventType.UPLOAD_FAILED));
      case REJECTED -> Optional.of(event(EventType.UPLOAD_REJECTED));
      case CANCELLED -> Optional.of(event(EventType.UPLOAD_CANCELLED));
      case EXPIRED -> Optional.of(event(EventType.UPLOAD_EXPIRED));
      case UPLOADED -> Optional.of(event(EventType.UPLOAD_UPLOADED));
      case VERIFYING -> Optional.of(event(EventType.UPLOAD_UPLOADED));
      case QUEUED -> Optional.of(event(EventType.UPLOAD_VERIFIED));
      case UPLOADING, COMPLETING, INFERRING, DUPLICATE, QUARANTINED, DELETED -> Optional.empty();
    };
  }

  private UploadChanged event(EventType type) {
    boolean hasResult = state == UploadState.COMPLETED || state == UploadState.PARTIAL;
    return new UploadChanged(
        type,
        ref.uploadId(),
        state.name(),
        file.filename(),
        file.contentType(),
        file.size(),
        detectedType,
        runId,
        error,
        warnings,
        file.metadata(),
        hasResult ? "/v1/uploads/" + ref.uploadId() + "/result" : null);
  }

  /// {@return this upload as it stands once it has been written}
  public Upload written() {
    Copy copy = new Copy(this);
    copy.version++;
    return copy.upload();
  }

  /// The components of an upload while a step changes some of them.
  private static final class Copy {
    private final Upload from;
    private long version;
    private UploadState state;
    private @Nullable Stage stage;
    private int percent;
    private @Nullable Progress progress;
    private @Nullable String runId;
    private @Nullable String detectedType;
    private @Nullable String sha256;
    private List<Reason> warnings;
    private @Nullable Reason error;
    private Instant expiresAt;
    private @Nullable Instant uploadedAt;
    private @Nullable Instant startedAt;
    private @Nullable Instant completedAt;

    Copy(Upload from) {
      this.from = from;
      version = from.version;
      state = from.state;
      stage = from.stage;
      percent = from.percent;
      progress = from.progress;
      runId = from.runId;
      detectedType = from.detectedType;
      sha256 = from.sha256;
      warnings = from.warnings;
      error = from.error;
      expiresAt = from.expiresAt;
      uploadedAt = from.uploadedAt;
      startedAt = from.startedAt;
      completedAt = from.completedAt;
    }

    void enter(UploadState next, @Nullable Stage nextStage, int nextPercent) {
      if (!from.mayBecome(next)) {
        throw new IllegalStateException(
            "%s cannot go from %s to %s".formatted(from.ref.uploadId(), from.state, next));
      }
      state = next;
      stage = nextStage;
      int most = next.terminal() ? 100 : MOST_PERCENT_BEFORE_THE_END;
      percent = Math.max(from.percent, Math.min(nextPercent, most));
    }

    Upload upload() {
      return new Upload(
          from.ref,
          version,
          from.file,
          from.priority,
          state,
          stage,
          percent,
          progress,
          runId,
          from.runNumber,
          detectedType,
          sha256,
          warnings,
          error,
          from.createdAt,
          expiresAt,
          uploadedAt,
          startedAt,
          completedAt);
    }
  }
}
