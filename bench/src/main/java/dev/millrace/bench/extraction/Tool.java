package dev.millrace.bench.extraction;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// A program that turns PDFs into text.
interface Tool extends AutoCloseable {
  /// {@return the name that figures are printed under}
  String name();

  /// Extracts a file's text.
  ///
  /// @param text where it goes, UTF-8, pages apart by form feeds
  /// @param limit when the program is ended
  Answer extract(Path file, String password, Path text, Duration limit)
      throws IOException, InterruptedException;

  @Override
  void close() throws IOException;
}
