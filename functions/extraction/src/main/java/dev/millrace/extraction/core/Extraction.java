package dev.millrace.extraction.core;

import dev.millrace.event.EventData.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of the reading of one document.
sealed interface Extraction {
  /// Its text is stored.
  ///
  /// @param sha256 lower-case hex of its bytes
  /// @param warnings what the reader of the result should know
  record Done(DocumentFacts facts, String sha256, @Nullable String title, List<Reason> warnings)
      implements Extraction {}

  /// It has no text that could be read.
  ///
  /// @param detail for the log; never shown to users
  record Failed(Failure failure, String detail) implements Extraction {}

  /// The run is another worker's by now.
  record Abandoned() implements Extraction {}
}
