package dev.millrace.extraction.core;

import dev.millrace.upload.OriginalStore;
import dev.millrace.upload.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
  Fetched fetch(StoredObject object, Path folder) throws IOException {
    Path file = folder.resolve("original");
    MessageDigest sha256 = sha256();
    try (InputStream bytes = new DigestInputStream(originals.open(object, object.size()), sha256)) {
      long size = Files.copy(bytes, file);
      if (size != object.size()) {
        throw new IOException(
            "%s broke off after %d of %d bytes"
                .formatted(object.key().value(), size, object.size()));
      }
      return new Fetched(
          new LocalSource(file, size, Optional.empty(), object.key().upload().tenantId()),
          HexFormat.of().formatHex(sha256.digest()));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
