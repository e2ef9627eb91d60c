package dev.millrace.extraction.core;

import dev.millrace.upload.Run;
import java.io.IOException;
import java.nio.file.Path;

/// Opens the spools of runs.
public interface PageSpools {
  /// {@return the spool of a run's worker, behind the spools that the run's checkpoint names}
  ///
  /// @param folder takes temporary files
  PageSpool open(Run run, Path folder) throws IOException;

  /// Deletes what the run's checkpoint names, once nobody will read it any more.
  void discard(Run run);
}
