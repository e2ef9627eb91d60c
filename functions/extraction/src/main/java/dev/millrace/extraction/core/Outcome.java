package dev.millrace.extraction.core;

/// What became of an object that had arrived.
public sealed interface Outcome {
  /// There was nothing to do.
  record Dismissed(String reason) implements Outcome {}

  /// Its text lies ready, and inference has been told.
  record Extracted(DocumentFacts facts) implements Outcome {}

  /// Its text lay ready; inference has been told once more.
  record AnnouncedAgain() implements Outcome {}

  /// Time ran out; another worker has been told to go on.
  ///
  /// @param pages how many have been read so far
  record Continued(int pages) implements Outcome {}

  /// The other extraction has been told of it.
  record SentElsewhere() implements Outcome {}

  /// The upload has ended without a text.
  ///
  /// @param detail for the log; never shown to users
  record Failed(Failure failure, String detail) implements Outcome {}

  /// Another worker has the run, or the upload has ended meanwhile; what was done is of no use.
  record Overtaken() implements Outcome {}
}
