package dev.millrace.api.core;

import dev.millrace.upload.ResultPart;
import dev.millrace.upload.ResultStore;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadState;
import java.util.List;
import java.util.Optional;

/// Puts together what was understood of an upload, once it has ended.
public final class ReadResult {
  private final UploadLookup uploads;
  private final ResultStore results;
  private final LinkSigner links;

  public ReadResult(UploadLookup uploads, ResultStore results, LinkSigner links) {
    this.uploads = uploads;
    this.results = results;
    this.links = links;
  }

  /// What there is to read.
  public sealed interface Outcome {
    /// The tenant has no such upload.
    record NoUpload() implements Outcome {}

    /// The upload has not ended.
    record NotReady(Upload upload) implements Outcome {}

    /// The upload has ended, and nothing was found out about it.
    record NoResult(Upload upload) implements Outcome {}

    /// Something was found out, be it all that was wanted or not.
    record Found(Result result) implements Outcome {}
  }

  /// {@return the result of an upload, or why there is none}
  public Outcome read(UploadRef ref) {
    return uploads.find(ref).map(this::read).orElseGet(Outcome.NoUpload::new);
  }

  /// {@return the result of an upload as it stands, or why there is none}
  Outcome read(Upload upload) {
    if (!upload.state().terminal()) {
      return new Outcome.NotReady(upload);
    }
    if (upload.state() == UploadState.DELETED) {
      return new Outcome.NoResult(upload);
    }
    if (upload.duplicateOf() != null) {
      return ofOriginal(upload, upload.duplicateOf());
    }
    List<ResultPart> parts =
        Optional.ofNullable(upload.runId())
            .map(runId -> results.read(upload.ref(), runId))
            .orElse(List.of());
    return parts.isEmpty()
        ? new Outcome.NoResult(upload)
        : new Outcome.Found(Result.of(upload, parts, links));
  }

  /// The earlier upload may have been deleted, or be processed again.
  private Outcome ofOriginal(Upload duplicate, String originalId) {
    return uploads
        .find(new UploadRef(duplicate.ref().tenantId(), originalId))
        .filter(original -> original.state().terminal() && original.duplicateOf() == null)
        .map(this::read)
        .filter(Outcome.Found.class::isInstance)
        .orElseGet(() -> new Outcome.NoResult(duplicate));
  }
}
