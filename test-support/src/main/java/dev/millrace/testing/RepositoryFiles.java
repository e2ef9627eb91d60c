package dev.millrace.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files of this repository, from whichever module a test runs in.
public final class RepositoryFiles {
  private static final String ROOT_MARK = "template.yaml";

  private RepositoryFiles() {}

  /// {@return where a file lies}
  ///
  /// @param path from the root of the repository
  public static Path locate(String path) {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve(ROOT_MARK))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("the tests do not run inside the repository");
    }
    return folder.resolve(path);
  }

  /// {@return the text of a file}
  public static String read(String path) {
    try {
      return Files.readString(locate(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
