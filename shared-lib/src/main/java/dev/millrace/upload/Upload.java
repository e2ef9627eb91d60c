package dev.millrace.upload;

import dev.millrace.event.EventData.Reason;
import dev.millrace.event.EventData.UploadChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One user-sent file from presign to result. Its steps return a new value with the step taken.
///
/// @param version one more with each write
/// @param told how many notices of it there have been
/// @param maxBytes the most bytes that it may turn out to have
/// @param multipart how its bytes come in parts, if they do
/// @param runId the run that processes it, once its bytes have arrived
/// @param stageStartedAt when it entered its stage
/// @param percent 0 to 100, never goes back, 100 only in a terminal state
/// @param sha256 lower-case hex of the bytes that arrived
/// @param scan what is known of malware in it; null where nobody looks for it
/// @param duplicateOf the id of the tenant's earlier upload that has the result of these bytes
/// @param sealedPassword what opens the document, as [DocumentPasswords] keeps it, until the upload
///   ends
/// @param expiresAt when it is given up if no bytes have come
/// @param dueAt when the sweeper has to look at it; null if it need not
/// @param erasure what has been erased, once the upload is deleted
public record Upload(
    UploadRef ref,
    long version,
    long told,
    DeclaredFile file,
    long maxBytes,
    @Nullable Multipart multipart,
    Priority priority,
    UploadState state,
    @Nullable Stage stage,
    @Nullable Instant stageStartedAt,
    int percent,
    @Nullable Progress progress,
    @Nullable String runId,
    int runNumber,
    @Nullable String detectedType,
    @Nullable String sha256,
    @Nullable Scan scan,
    @Nullable String duplicateOf,
    List<Reason> warnings,
    @Nullable Reason error,
    @Nullable String sealedPassword,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant uploadedAt,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    @Nullable Instant dueAt,
    @Nullable Erasure erasure) {
  private static final int MAX_WARNINGS = 100;

  /// How long after its creation, or after its bytes were sent, the sweeper first looks for bytes
  /// whose arrival nobody has taken up.
  private static final Duration FIRST_LOOK = Duration.ofSeconds(30);

  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  public Upload {
    warnings = List.copyOf(warnings.subList(0, Math.min(warnings.size(), MAX_WARNINGS)));
  }

  /// {@return an upload whose bytes are awaited}
  public static Upload created(
      UploadRef ref,
      DeclaredFile file,
      long maxBytes,
      Priority priority,
      Instant now,
      Instant expiresAt) {
    return new Upload(
        ref,
        1,
        0,
        file,
        maxBytes,
        null,
        priority,
        UploadState.CREATED,
        Stage.UPLOADING,
        now,
        0,
        null,
        null,
        1,
        null,
        null,
        null,
        null,
        List.of(),
        null,
        null,
        now,
        expiresAt,
        null,
        null,
        null,
        now.plus(FIRST_LOOK),
        null);
  }

  /// {@return where its bytes go}
  public ObjectKey.Original objectKey() {
    return new ObjectKey.Original(file.kind() == Kind.IMAGE, priority, ref);
  }

  /// {@return this upload with its bytes to come in parts, which lie nowhere before somebody puts
  /// them together}
  public Upload inParts(Multipart way) {
    UploadDraft draft = new UploadDraft(this);
    draft.multipart(way);
    draft.dueAt(expiresAt);
    return draft.upload();
  }

  /// {@return this upload with what opens its document}
  ///
  /// @param sealed as [DocumentPasswords] keeps it
  public Upload lockedBy(String sealed) {
    UploadDraft draft = new UploadDraft(this);
    draft.sealedPassword(sealed);
    return draft.upload();
  }

  /// {@return this upload while S3 puts its parts together}
  ///
  /// @param until when whoever sees to that is taken for dead
  public Upload completing(Instant until) {
    UploadDraft draft = new UploadDraft(this);
    draft.enter(UploadState.COMPLETING, Stage.UPLOADING, 8);
    draft.dueAt(until);
    return draft.upload();
  }

  /// {@return this upload with its bytes sent, to be looked at when their arrival is told}
  public Upload uploaded(Instant now) {
    UploadDraft draft = new UploadDraft(this);
    draft.enter(UploadState.UPLOADED, Stage.UPLOADING, 10);
    draft.uploadedAt(now);
    draft.dueAt(now.plus(FIRST_LOOK));
    return draft.upload();
  }

  /// {@return this upload with its bytes arrived, to be looked at by a run}
  public Upload arrived(String nextRunId, Instant now) {
    UploadDraft draft = new UploadDraft(this);
    draft.enter(UploadState.VERIFYING, Stage.VERIFYING, 12);
    draft.runId(nextRunId);
    draft.uploadedAt(uploadedAt == null ? now : uploadedAt);
    draft.dueAt(null);
    return draft.upload();
  }

  /// {@return this upload with the size that its bytes turned out to have}
  public Upload sized(long bytes) {
    UploadDraft draft = new UploadDraft(this);
    draft.file(file.sized(bytes));
    return draft.upload();
  }

  /// {@return this upload with more time for its bytes to be found}
  public Upload awaitedUntil(Instant later) {
    UploadDraft draft = new UploadDraft(this);
    draft.dueAt(later);
    return draft.upload();
  }

  /// {@return when to look again for bytes whose arrival nobody has taken up: after as long as they
  /// have waited, an hour at most}
  public Instant nextLook(Instant now) {
    Duration waited = Duration.between(uploadedAt == null ? createdAt : uploadedAt, now);
    return now.plus(waited.compareTo(LONGEST_WAIT) < 0 ? waited : LONGEST_WAIT);
  }

  /// {@return this upload left alone until a scanner has looked at it}
  ///
  /// @param until when the scanner's verdict counts as missing
  public Upload awaitingScan(Instant until) {
    UploadDraft draft = new UploadDraft(this);
    draft.scan(Scan.PENDING);
    draft.dueAt(until);
    return draft.upload();
  }

  /// {@return this upload with a scanner's verdict, which it need no longer wait for}
  public Upload scanned(Scan verdict) {
    UploadDraft draft = new UploadDraft(this);
    draft.scan(verdict);
    draft.dueAt(null);
    return draft.upload();
  }

  /// {@return this upload found to be what it was declared to be}
  ///
  /// @param nextSha256 of all its bytes, lower-case hex
  public Upload verified(String nextDetectedType, String nextSha256, Instant now) {
    UploadDraft draft = new UploadDraft(this);
    draft.enter(UploadState.QUEUED, Stage.VERIFYING, 14);
    draft.detectedType(nextDetectedType);
    draft.sha256(nextSha256);
    draft.startedAt(now);
    return draft.upload();
  }

  /// {@return this upload ended, as another of the tenant already has the result of its bytes}
  public Upload duplicating(Upload original, Instant now) {
    UploadDraft draft = new UploadDraft(ended(UploadState.DUPLICATE, null, now));
    draft.duplicateOf(original.ref().uploadId());
    draft.detectedType(original.detectedType());
    draft.sha256(original.sha256());
    return draft.upload();
  }

  /// {@return this upload at the start of another run over the bytes that it has}
  public Upload restarted(String nextRunId, Instant now) {
    UploadDraft draft = new UploadDraft(this);
    draft.restart(detectedType == null ? UploadState.VERIFYING : UploadState.QUEUED, nextRunId);
    draft.startedAt(detectedType == null ? null : now);
    return draft.upload();
  }

  /// {@return this upload in a later working state}
  public Upload entering(UploadState next, Stage nextStage, int nextPercent) {
    UploadDraft draft = new UploadDraft(this);
    draft.enter(next, nextStage, nextPercent);
    draft.progress(null);
    return draft.upload();
  }

  /// {@return this upload further on in its state}
  public Upload progressed(Stage nextStage, int nextPercent, Progress nextProgress) {
    UploadDraft draft = new UploadDraft(this);
    draft.enter(state, nextStage, nextPercent);
    draft.progress(nextProgress);
    return draft.upload();
  }

  /// {@return this upload with something told that did not stop it}
  public Upload warned(List<Reason> more) {
    UploadDraft draft = new UploadDraft(this);
    List<Reason> all = new ArrayList<>(warnings);
    all.addAll(more);
    draft.warnings(all);
    return draft.upload();
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
    UploadDraft draft = new UploadDraft(this);
    draft.enter(terminal, null, 100);
    draft.error(reason);
    draft.sealedPassword(null);
    draft.completedAt(now);
    draft.dueAt(terminal.unwanted() ? now : null);
    return draft.upload();
  }

  /// {@return this upload deleted: what there is of it is to be erased}
  ///
  /// @param from when nobody works on it any more
  public Upload deleted(Instant now, Instant from) {
    UploadDraft draft = new UploadDraft(ended(UploadState.DELETED, null, now));
    draft.erasure(Erasure.requested(now));
    draft.dueAt(from);
    return draft.upload();
  }

  /// {@return this deleted upload with more of it erased}
  public Upload erasing(long objects, long parts, long rows) {
    UploadDraft draft = new UploadDraft(this);
    draft.erasure(erasureSoFar().plus(objects, parts, rows));
    return draft.upload();
  }

  /// {@return what is left of this deleted upload when all of it has been erased: a tombstone}
  public Upload erased(Instant now) {
    UploadDraft draft = new UploadDraft(this);
    draft.file(file.redacted());
    draft.sha256(null);
    draft.duplicateOf(null);
    draft.warnings(List.of());
    draft.error(null);
    draft.erasure(erasureSoFar().done(now));
    draft.dueAt(null);
    return draft.upload();
  }

  private Erasure erasureSoFar() {
    if (erasure == null) {
      throw new IllegalStateException(ref.uploadId() + " is not deleted");
    }
    return erasure;
  }

  /// {@return this upload with nothing left for the sweeper to do}
  public Upload settled() {
    UploadDraft draft = new UploadDraft(this);
    draft.dueAt(null);
    return draft.upload();
  }

  /// {@return whether the sweeper should have looked at it by now}
  public boolean dueBy(Instant now) {
    return dueAt != null && dueAt.isBefore(now);
  }

  /// {@return the most bytes that it may turn out to have, given what its sender has told}
  public long mostBytes() {
    Long declared = file.size();
    return declared == null ? maxBytes : Math.min(declared, maxBytes);
  }

  /// {@return why bytes of such a size are not this upload's, if they are not}
  public Optional<Reason> wrongSize(long bytes) {
    Long declared = file.size();
    if (declared != null && declared != bytes) {
      return Optional.of(
          new Reason(
              "size_mismatch",
              "The file has %d bytes; %d were declared.".formatted(bytes, declared)));
    }
    return bytes <= maxBytes
        ? Optional.empty()
        : Optional.of(
            new Reason(
                "upload_too_large",
                "The file has %d bytes; at most %d are allowed.".formatted(bytes, maxBytes)));
  }

  /// {@return whether this upload may take the step to another state}
  public boolean mayBecome(UploadState next) {
    return state.mayBecome(next);
  }

  /// {@return the notice of the state it is in, or empty for a state that has none}
  public Optional<UploadChanged> event() {
    return UploadNotice.of(this);
  }

  /// {@return this upload with the time of its stage, given what it came from}
  Upload stamped(Upload before, Instant now) {
    if (stage == before.stage) {
      return this;
    }
    UploadDraft draft = new UploadDraft(this);
    draft.stageStartedAt(stage == null ? null : now);
    return draft.upload();
  }

  /// {@return this upload with more notices told of it}
  Upload telling(int notices) {
    UploadDraft draft = new UploadDraft(this);
    draft.told(told + notices);
    return draft.upload();
  }

  /// {@return this upload as it stands once it has been written}
  public Upload written() {
    UploadDraft draft = new UploadDraft(this);
    draft.version(version + 1);
    return draft.upload();
  }
}
