package dev.millrace.bench;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The working copy that these benchmarks were built in.
public final class Repository {
  private static final String ROOT_MARK = "template.yaml";

  private Repository() {}

  /// {@return where a file of it lies}
  ///
  /// @param path from the root
  public static Path locate(String path) {
    Path folder = program();
    while (folder != null && !Files.exists(folder.resolve(ROOT_MARK))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("the benchmarks do not lie inside the repository");
    }
    return folder.resolve(path);
  }

  private static Path program() {
    try {
      return Path.of(Repository.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
