package dev.millrace.extraction.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// The bytes of a document.
public interface Source {
  /// {@return how many bytes there are}
  long size();

  /// {@return a local file that holds them; its folder may take temporary files}
  Path file();

  /// {@return the bytes from an offset on}
  ///
  /// @throws IOException when they are out of reach
  InputStream from(long offset) throws IOException;
}
