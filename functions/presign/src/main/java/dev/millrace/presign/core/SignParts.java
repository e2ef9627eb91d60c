package dev.millrace.presign.core;

import dev.millrace.upload.Change;
import dev.millrace.upload.Multipart;
import dev.millrace.upload.Stage;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import java.util.List;
import java.util.Optional;

/// Signs the requests that send parts of a file.
public final class SignParts {
  /// How many parts are signed at once at most.
  public static final int MOST_AT_ONCE = 100;

  private static final int PERCENT = 1;

  private final Uploads uploads;
  private final GrantSigner signer;

  public SignParts(Uploads uploads, GrantSigner signer) {
    this.uploads = uploads;
    this.signer = signer;
  }

  /// What came of the wish.
  public sealed interface Outcome {
    /// The parts may be sent.
    record Signed(List<SignedPart> parts) implements Outcome {}

    /// The file is not sent in parts.
    record NotInParts() implements Outcome {}

    /// The upload takes no more parts.
    record Over(Upload upload) implements Outcome {}

    /// There is no such part.
    record NoSuchPart(int number, int maxParts) implements Outcome {}
  }

  /// Signs parts.
  ///
  /// @param numbers from 1, at most [#MOST_AT_ONCE] of them
  /// @return empty if there is no such upload
  public Optional<Outcome> sign(UploadRef ref, List<Integer> numbers) {
    return uploads.find(ref).map(upload -> sign(upload, numbers));
  }

  private Outcome sign(Upload upload, List<Integer> numbers) {
    Multipart way = upload.multipart();
    if (way == null) {
      return new Outcome.NotInParts();
    }
    if (!upload.state().awaitingBytes()) {
      return new Outcome.Over(upload);
    }
    Optional<Integer> wrong =
        numbers.stream().filter(number -> number < 1 || number > way.maxParts()).findFirst();
    if (wrong.isPresent()) {
      return new Outcome.NoSuchPart(wrong.get(), way.maxParts());
    }
    List<SignedPart> parts = signer.parts(upload, numbers);
    if (upload.state() == UploadState.CREATED) {
      uploads.change(upload.ref(), SignParts::begun);
    }
    return new Outcome.Signed(parts);
  }

  private static Optional<Change> begun(Upload upload) {
    return upload.state() == UploadState.CREATED
        ? Optional.of(Change.to(upload.entering(UploadState.UPLOADING, Stage.UPLOADING, PERCENT)))
        : Optional.empty();
  }
}
