package dev.millrace.extraction.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/// A document in a local file.
public record LocalSource(Path file, long size, Optional<String> password, String tenantId)
    implements Source {
  @Override
  public InputStream from(long offset) throws IOException {
    return Channels.newInputStream(FileChannel.open(file).position(offset));
  }
}
