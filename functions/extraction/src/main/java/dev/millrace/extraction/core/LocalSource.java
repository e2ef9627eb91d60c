package dev.millrace.extraction.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// A document in a local file.
public record LocalSource(Path file, long size) implements Source {
  /// {@return a file as it lies there}
  public static LocalSource of(Path file) throws IOException {
    return new LocalSource(file, Files.size(file));
  }

  @Override
  public InputStream from(long offset) throws IOException {
    return Channels.newInputStream(FileChannel.open(file).position(offset));
  }
}
