package dev.millrace.presign.core;

import dev.millrace.upload.Multipart;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.multipart.MultipartStore;
import dev.millrace.upload.multipart.SentPart;
import java.util.List;
import java.util.Optional;

/// Tells which parts of a file lie at S3, so that a sender who was interrupted sends the others.
public final class ListParts {
  private final Uploads uploads;
  private final MultipartStore multipart;

  public ListParts(Uploads uploads, MultipartStore multipart) {
    this.uploads = uploads;
    this.multipart = multipart;
  }

  /// What came of the question.
  public sealed interface Outcome {
    /// The parts that lie there, by number.
    record Listed(List<SentPart> parts) implements Outcome {}

    /// The file is not sent in parts.
    record NotInParts() implements Outcome {}

    /// The parts have become the object, or were thrown away.
    record Over(Upload upload) implements Outcome {}
  }

  /// {@return the parts of an upload; empty if there is no such upload}
  public Optional<Outcome> list(UploadRef ref) {
    return uploads.find(ref).map(this::list);
  }

  private Outcome list(Upload upload) {
    Multipart way = upload.multipart();
    if (way == null) {
      return new Outcome.NotInParts();
    }
    return multipart
        .parts(upload.objectKey(), way.s3UploadId())
        .<Outcome>map(Outcome.Listed::new)
        .orElseGet(() -> new Outcome.Over(upload));
  }
}
