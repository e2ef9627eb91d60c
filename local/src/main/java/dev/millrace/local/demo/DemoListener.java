package dev.millrace.local.demo;

import java.nio.file.Path;

/// Hears how the demo's files get on; its methods are called one at a time.
public interface DemoListener {
  /// A file has made progress.
  ///
  /// @param file the file
  /// @param stage what is being done with it
  /// @param percent how far it is
  void progress(Path file, String stage, int percent);

  /// A file is through.
  ///
  /// @param file the file
  /// @param report what became of it
  void finished(Path file, FileReport report);
}
