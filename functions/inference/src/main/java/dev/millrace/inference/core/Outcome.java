package dev.millrace.inference.core;

import dev.millrace.event.EventData.Reason;
import dev.millrace.inference.core.image.Classification;
import dev.millrace.inference.core.summary.TextInsight;

/// What became of something that had arrived.
public sealed interface Outcome {
  /// There was nothing to do.
  record Dismissed(String reason) implements Outcome {}

  /// It is known what the image shows.
  record Classified(Classification classification) implements Outcome {}

  /// It is known what the document says.
  ///
  /// @param embeddings how many chunks have one
  record Understood(int embeddings, TextInsight insight) implements Outcome {}

  /// The upload has ended, and something is missing for this reason.
  record Failed(Reason reason) implements Outcome {}

  /// Another worker has the run, or the upload has ended meanwhile; what was done is of no use.
  record Overtaken() implements Outcome {}
}
