package dev.millrace.extraction.heavy;

import dev.millrace.extraction.core.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A local file without a password.
public record FileSource(Path file) implements Source {
  /// {@return the source of bytes, in a new file of a folder}
  public static FileSource of(byte[] bytes, Path folder) throws IOException {
    return new FileSource(Files.write(Files.createTempFile(folder, "document", ""), bytes));
  }

  @Override
  public long size() {
    return file.toFile().length();
  }

  @Override
  public InputStream from(long offset) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    bytes.skipNBytes(offset);
    return bytes;
  }

  @Override
  public Optional<String> password() {
    return Optional.empty();
  }

  @Override
  public String tenantId() {
    return "acme";
  }
}
