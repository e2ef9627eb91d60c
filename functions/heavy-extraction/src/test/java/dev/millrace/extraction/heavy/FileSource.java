package dev.millrace.extraction.heavy;

import dev.millrace.extraction.core.LocalSource;
import dev.millrace.extraction.core.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Local files without a password.
public final class FileSource {
  private FileSource() {}

  /// {@return the source of bytes, in a new file of a folder}
  public static Source of(byte[] bytes, Path folder) throws IOException {
    return of(Files.write(Files.createTempFile(folder, "document", ""), bytes));
  }

  /// {@return the source of a file's bytes}
  public static Source of(Path file) throws IOException {
    return new LocalSource(file, Files.size(file), Optional.empty(), "acme");
  }
}
