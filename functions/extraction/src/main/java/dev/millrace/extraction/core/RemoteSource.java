package dev.millrace.extraction.core;

import dev.millrace.upload.OriginalStore;
import dev.millrace.upload.StoredObject;
import java.nio.file.Path;
import java.util.Optional;

/// A document that local storage has no room for: its bytes are read range by range from where they
/// lie.
public record RemoteSource(
    OriginalStore originals, StoredObject object, Path folder, Optional<String> password)
    implements Source {
  @Override
  public long size() {
    return object.size();
  }

  @Override
  public Path file() {
    throw new IllegalStateException(object.key().value() + " is in no local file");
  }

  @Override
  public String tenantId() {
    return object.key().upload().tenantId();
  }

  /// {@return some of its bytes}
  ///
  /// @param length how many, all of which there are
  public byte[] range(long offset, int length) {
    return originals.range(object, offset, length);
  }
}
