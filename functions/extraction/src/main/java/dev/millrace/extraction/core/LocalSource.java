package dev.millrace.extraction.core;

import java.nio.file.Path;
import java.util.Optional;

/// A document in a local file, beside which temporary files may lie.
public record LocalSource(Path file, long size, Optional<String> password, String tenantId)
    implements Source {
  @Override
  public Path folder() {
    return file.resolveSibling("");
  }
}
