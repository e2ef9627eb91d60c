package dev.millrace.extraction.core;

import dev.millrace.event.EventData.Reason;
import dev.millrace.upload.Run;
import java.util.List;

/// What came of the reading of one document.
sealed interface Extraction {
  /// Its text is stored.
  ///
  /// @param run as it stands in its store
  /// @param warnings what the reader of the result should know
  record Done(Run run, DocumentFacts facts, DocumentProperties properties, List<Reason> warnings)
      implements Extraction {}

  /// It has no text that could be read.
  ///
  /// @param detail for the log; never shown to users
  record Failed(Failure failure, String detail) implements Extraction {}

  /// Time ran out; the run's checkpoint tells where to go on.
  ///
  /// @param run as it stands in its store
  record Unfinished(Run run) implements Extraction {}

  /// The other extraction has to read it.
  ///
  /// @param run as it stands in its store
  record ForElsewhere(Run run) implements Extraction {}

  /// The run is another worker's by now.
  record Abandoned() implements Extraction {}
}
