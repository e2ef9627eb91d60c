package dev.millrace.extraction.core;

import dev.millrace.upload.OriginalStore;
import dev.millrace.upload.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Brings the bytes of an original within reach of an extractor.
public final class FetchOriginal {
  private final OriginalStore originals;

  public FetchOriginal(OriginalStore originals) {
    this.originals = originals;
  }

  /// {@return the original in a file of the folder}
  ///
  /// @throws IOException when local storage fails, or the original breaks off on its way here
  Source download(StoredObject object, Path folder, Optional<String> password) throws IOException {
    Path file = folder.resolve("original");
    try (InputStream bytes = originals.open(object, object.size())) {
      long size = Files.copy(bytes, file);
      if (size != object.size()) {
        throw new IOException(
            "%s broke off after %d of %d bytes"
                .formatted(object.key().value(), size, object.size()));
      }
      return new LocalSource(file, size, password, object.key().upload().tenantId());
    }
  }

  /// {@return the original where it lies}
  ///
  /// @param folder takes temporary files
  Source leave(StoredObject object, Path folder, Optional<String> password) {
    return new RemoteSource(originals, object, folder, password);
  }
}
