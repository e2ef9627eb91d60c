package dev.millrace.presign.core;

import dev.millrace.upload.DeclaredFile;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.Uploads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Creates an upload, if the file may be uploaded, and signs the request that sends its bytes.
public final class CreateUpload {
  private static final Duration AWAITED_FOR = Duration.ofHours(24);

  private final Uploads uploads;
  private final GrantSigner signer;
  private final SizeLimits limits;
  private final Clock clock;

  public CreateUpload(Uploads uploads, GrantSigner signer, SizeLimits limits, Clock clock) {
    this.uploads = uploads;
    this.signer = signer;
    this.limits = limits;
    this.clock = clock;
  }

  /// What came of the wish.
  public sealed interface Outcome {
    /// The bytes may be sent.
    ///
    /// @param maxBytes largest size of a file of this kind
    record Created(Upload upload, UploadGrant grant, long maxBytes, EtaBounds eta)
        implements Outcome {}

    /// A file without bytes has nothing to understand.
    record EmptyFile(String filename) implements Outcome {}

    /// Files of this kind are not taken.
    record UnsupportedType(String filename, String contentType) implements Outcome {}

    /// The file is larger than its kind may be.
    record TooLarge(String filename, long sizeBytes, long maxBytes) implements Outcome {}
  }

  /// {@return the new upload, or why there is none}
  ///
  /// @param ref what it is to be called; the same again if the wish is repeated
  public Outcome create(UploadRef ref, UploadRequest request) {
    if (request.size() == 0) {
      return new Outcome.EmptyFile(request.filename());
    }
    Optional<FileType> type = FileType.of(request.contentType(), request.filename());
    if (type.isEmpty()) {
      return new Outcome.UnsupportedType(request.filename(), request.contentType());
    }
    long maxBytes = limits.of(type.get().kind());
    if (request.size() > maxBytes) {
      return new Outcome.TooLarge(request.filename(), request.size(), maxBytes);
    }
    Upload upload = upload(ref, request, type.get());
    UploadGrant grant = signer.sign(upload, request.method());
    uploads.create(upload);
    return new Outcome.Created(
        upload, grant, maxBytes, EtaBounds.of(type.get().kind(), request.size()));
  }

  private Upload upload(UploadRef ref, UploadRequest request, FileType type) {
    DeclaredFile file =
        new DeclaredFile(
            request.filename(),
            type.contentType(),
            type.kind(),
            request.size(),
            request.sha256(),
            request.metadata());
    Instant now = clock.instant();
    return Upload.created(ref, file, request.priority(), now, now.plus(AWAITED_FOR));
  }
}
