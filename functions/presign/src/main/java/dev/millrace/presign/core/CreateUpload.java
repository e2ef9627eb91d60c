package dev.millrace.presign.core;

import dev.millrace.eta.EstimateTime;
import dev.millrace.eta.Expectation;
import dev.millrace.limit.Permit;
import dev.millrace.upload.Change;
import dev.millrace.upload.DeclaredFile;
import dev.millrace.upload.DocumentPasswords;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Multipart;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.arrival.Duplicates;
import dev.millrace.upload.multipart.MultipartStore;
import dev.millrace.upload.multipart.PartSizes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Creates an upload, if the file may be uploaded, and signs the requests that send its bytes.
public final class CreateUpload {
  private static final Duration AWAITED_FOR = Duration.ofHours(24);
  private static final Duration PARTS_AWAITED_FOR = Duration.ofDays(2);

  private final Uploads uploads;
  private final Duplicates duplicates;
  private final MultipartStore multipart;
  private final DocumentPasswords passwords;
  private final GrantSigner signer;
  private final UploadRules rules;
  private final Room room;
  private final EstimateTime estimate;
  private final Clock clock;

  public CreateUpload(
      Uploads uploads,
      Duplicates duplicates,
      MultipartStore multipart,
      DocumentPasswords passwords,
      GrantSigner signer,
      UploadRules rules,
      Room room,
      EstimateTime estimate,
      Clock clock) {
    this.uploads = uploads;
    this.duplicates = duplicates;
    this.multipart = multipart;
    this.passwords = passwords;
    this.signer = signer;
    this.rules = rules;
    this.room = room;
    this.estimate = estimate;
    this.clock = clock;
  }

  /// What came of the wish.
  public sealed interface Outcome {
    /// The bytes may be sent.
    record Created(Upload upload, UploadGrant grant, Expectation expectation) implements Outcome {}

    /// The tenant has the result of the same bytes already: none need be sent.
    ///
    /// @param upload the new upload, which has ended
    /// @param original the one that has the result
    record Duplicate(Upload upload, UploadRef original) implements Outcome {}

    /// A file without bytes has nothing to understand.
    record EmptyFile(String filename) implements Outcome {}

    /// Files of this type are not taken.
    record UnsupportedType(String filename, String contentType, Set<String> taken)
        implements Outcome {}

    /// The filename's extension is that of another kind of file than was declared.
    record TypeMismatch(String filename, String contentType) implements Outcome {}

    /// The file is larger than its kind, or the caller, may send.
    record TooLarge(String filename, long sizeBytes, long maxBytes) implements Outcome {}

    /// The file cannot be sent in the way that was asked for.
    ///
    /// @param field of the request that is to blame
    record Unsendable(String field, String message) implements Outcome {}

    /// Too many files wait for a worker.
    ///
    /// @param pause after which to ask again
    record Overloaded(Duration pause) implements Outcome {}

    /// The tenant has used what it may in a day.
    record UsedUp(Permit permit) implements Outcome {}
  }

  /// {@return the new upload, or why there is none}
  ///
  /// @param ref what it is to be called; the same again if the wish is repeated
  public Outcome create(UploadRef ref, UploadRequest request) {
    return create(ref, request, false);
  }

  /// Creates an upload that has ended already if the tenant has the result of bytes with the hash
  /// that is claimed. Only who may read the tenant's uploads may be told so.
  ///
  /// @param ref what it is to be called; the same again if the wish is repeated
  public Outcome createUnlessKnown(UploadRef ref, UploadRequest request) {
    return create(ref, request, true);
  }

  private Outcome create(UploadRef ref, UploadRequest request, boolean unlessKnown) {
    Long size = request.size();
    if (size != null && size == 0) {
      return new Outcome.EmptyFile(request.filename());
    }
    Set<String> allowed = rules.contentTypes(ref.tenantId());
    Optional<FileType> type = FileType.of(request.contentType(), request.filename(), allowed);
    if (type.isEmpty()) {
      return new Outcome.UnsupportedType(request.filename(), request.contentType(), allowed);
    }
    if (type.get().contradicts(request.filename())) {
      return new Outcome.TypeMismatch(request.filename(), type.get().contentType());
    }
    if (request.password() != null && type.get().kind() != Kind.PDF) {
      return new Outcome.Unsendable("password", "opens PDFs only");
    }
    long maxBytes =
        Math.min(rules.maxBytes(ref.tenantId(), type.get().kind()), request.mostBytes());
    if (size != null && size > maxBytes) {
      return new Outcome.TooLarge(request.filename(), size, maxBytes);
    }
    Optional<Upload> original =
        unlessKnown && request.sha256() != null
            ? duplicates.of(ref.tenantId(), type.get().kind(), request.sha256())
            : Optional.empty();
    return original
        .map(known -> duplicate(ref, request, type.get(), maxBytes, known))
        .orElseGet(() -> create(ref, request, type.get(), maxBytes));
  }

  /// Dying between the two writes leaves an upload that waits for bytes until it expires.
  private Outcome duplicate(
      UploadRef ref, UploadRequest request, FileType type, long maxBytes, Upload original) {
    Instant now = clock.instant();
    Upload created =
        Upload.created(
            ref, file(request, type), maxBytes, request.priority(), now, now.plus(AWAITED_FOR));
    uploads.create(created);
    Upload ended =
        uploads
            .change(
                ref,
                current ->
                    current.state().awaitingBytes()
                        ? Optional.of(Change.to(current.duplicating(original, now)))
                        : Optional.empty())
            .orElse(created);
    return new Outcome.Duplicate(ended, original.ref());
  }

  private Outcome create(UploadRef ref, UploadRequest request, FileType type, long maxBytes) {
    long most = request.size() == null ? maxBytes : request.size();
    UploadMethod method = request.method() == null ? UploadMethod.suiting(most) : request.method();
    if (request.size() != null && most > method.maxBytes()) {
      return new Outcome.Unsendable("method", "can send at most " + method.maxBytes() + " bytes");
    }
    Optional<Outcome> noRoom =
        room.refusal(
            ref.tenantId(),
            type.kind(),
            request.priority(),
            request.size() == null ? 0 : request.size());
    return noRoom.orElseGet(() -> create(ref, request, type, method, maxBytes));
  }

  private Outcome create(
      UploadRef ref, UploadRequest request, FileType type, UploadMethod method, long maxBytes) {
    Instant now = clock.instant();
    Upload unlocked =
        Upload.created(
            ref,
            file(request, type),
            Math.min(maxBytes, method.maxBytes()),
            request.priority(),
            now,
            now.plus(method == UploadMethod.MULTIPART ? PARTS_AWAITED_FOR : AWAITED_FOR));
    Password password = request.password();
    Upload upload =
        password == null ? unlocked : unlocked.lockedBy(passwords.seal(ref, password.value()));
    return switch (method) {
      case POST -> created(upload, signer.form(upload));
      case PUT -> created(upload, signer.put(upload));
      case MULTIPART -> createInParts(upload, request.partSize());
    };
  }

  private Outcome createInParts(Upload upload, @Nullable Long wantedPartSize) {
    Long size = upload.file().size();
    Long partSize =
        wantedPartSize == null && size != null
            ? Long.valueOf(PartSizes.suiting(size))
            : wantedPartSize;
    if (size != null && partSize != null && !PartSizes.allowed(size, partSize)) {
      return new Outcome.Unsendable(
          "partSize",
          "must be %d to %d and make at most %d parts"
              .formatted(PartSizes.SMALLEST, PartSizes.LARGEST, PartSizes.MOST));
    }
    Multipart way =
        uploads
            .find(upload.ref())
            .flatMap(earlierTry -> Optional.ofNullable(earlierTry.multipart()))
            .orElseGet(() -> way(upload, size, partSize));
    Upload inParts = upload.inParts(way);
    return created(inParts, firstParts(inParts, way));
  }

  private Multipart way(Upload upload, @Nullable Long size, @Nullable Long partSize) {
    String s3UploadId = multipart.create(upload.objectKey(), upload.file().contentType());
    return size == null || partSize == null
        ? new Multipart(s3UploadId, null, PartSizes.mostFor(upload.mostBytes()))
        : new Multipart(s3UploadId, partSize, PartSizes.count(size, partSize));
  }

  private UploadGrant firstParts(Upload upload, Multipart way) {
    List<SignedPart> parts =
        way.partSize() == null
            ? List.of()
            : signer.parts(
                upload,
                IntStream.rangeClosed(1, Math.min(way.maxParts(), SignParts.MOST_AT_ONCE))
                    .boxed()
                    .toList());
    Instant expiresAt = parts.isEmpty() ? upload.expiresAt() : parts.getFirst().expiresAt();
    return new UploadGrant.Parts(way, parts, expiresAt);
  }

  private Outcome created(Upload upload, UploadGrant grant) {
    uploads.create(upload);
    return new Outcome.Created(
        upload,
        grant,
        estimate.expect(upload.file().kind(), upload.priority(), upload.mostBytes()));
  }

  private static DeclaredFile file(UploadRequest request, FileType type) {
    return new DeclaredFile(
        request.filename(),
        type.contentType(),
        type.kind(),
        request.size(),
        request.sha256(),
        request.metadata());
  }
}
