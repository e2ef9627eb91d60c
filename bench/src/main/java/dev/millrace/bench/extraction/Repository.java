package dev.millrace.bench.extraction;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;

/// The checkout that this program was built in.
final class Repository {
  private Repository() {}

  static Path root() throws IOException {
    try {
      Path built =
          Path.of(Repository.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path root = built.resolve("../../..").normalize();
      return root.toAbsolutePath();
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }
}
