package dev.millrace.upload;

import java.util.List;

/// Where the results of runs are kept.
@FunctionalInterface
public interface ResultStore {
  /// {@return all parts of a run's result that are there so far}
  List<ResultPart> read(UploadRef upload, String runId);
}
