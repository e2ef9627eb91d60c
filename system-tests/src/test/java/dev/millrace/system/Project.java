package dev.millrace.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The files of this project.
final class Project {
  private static final Path ROOT =
      Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
          .filter(folder -> Files.exists(folder.resolve("template.yaml")))
          .findFirst()
          .orElseThrow();

  private Project() {}

  /// {@return a file or folder, given its path from the root}
  static Path path(String path) {
    return ROOT.resolve(path);
  }

  /// {@return the text of a file}
  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
