package dev.millrace.upload;

import java.util.Optional;
import java.util.Set;

/// A document whose text can be searched.
///
/// @param runId the run that left its text and its embeddings
public record SearchableDocument(UploadRef ref, String runId, String filename) {

  private static final Set<UploadState> WITH_TEXT =
      Set.of(UploadState.COMPLETED, UploadState.PARTIAL);

  /// {@return the document that an upload is, unless it has no text, or none yet}
  public static Optional<SearchableDocument> of(Upload upload) {
    return couldBe(upload, upload.state()) && upload.runId() != null
        ? Optional.of(
            new SearchableDocument(upload.ref(), upload.runId(), upload.file().filename()))
        : Optional.empty();
  }

  /// {@return whether an upload may be one in that state}
  public static boolean couldBe(Upload upload, UploadState state) {
    return upload.file().kind() != Kind.IMAGE && WITH_TEXT.contains(state);
  }
}
