package dev.millrace.extraction.core;

import dev.millrace.upload.Run;
import java.io.IOException;
import java.nio.file.Path;

/// Opens the outputs of runs, and hands finished ones over to inference.
public interface DocumentOutputs {
  /// {@return the output of a run, empty}
  ///
  /// @param detectedType the document's media type
  /// @param folder takes temporary files
  DocumentOutput open(Run run, String detectedType, Path folder) throws IOException;

  /// Tells inference that the run's output is finished. Doing it again tells it again.
  void announce(Run run) throws IOException;
}
