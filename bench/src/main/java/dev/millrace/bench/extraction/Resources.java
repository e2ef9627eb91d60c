package dev.millrace.bench.extraction;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Files that lie beside these classes.
final class Resources {
  private Resources() {}

  /// Writes one to where other programs can read it.
  static Path copy(String name, Path file) throws IOException {
    try (InputStream bytes = Resources.class.getResourceAsStream(name)) {
      if (bytes == null) {
        throw new IOException(name + " is missing");
      }
      Files.copy(bytes, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    }
  }
}
