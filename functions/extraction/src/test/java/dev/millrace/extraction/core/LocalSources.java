package dev.millrace.extraction.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Makes sources of local files.
public final class LocalSources {
  private LocalSources() {}

  /// {@return a file that needs no password}
  public static Source of(Path file) throws IOException {
    return new LocalSource(file, Files.size(file), Optional.empty(), "acme");
  }

  /// {@return a file whose sender gave a password}
  public static Source of(Path file, String password) throws IOException {
    return new LocalSource(file, Files.size(file), Optional.of(password), "acme");
  }
}
