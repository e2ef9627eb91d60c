package dev.millrace.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Where texts are saved: `<name>.txt` in one folder, numbered from the second file of a name on.
final class TextFiles {
  private final Optional<Path> folder;
  private final Set<String> taken = new HashSet<>();

  private TextFiles(Optional<Path> folder) {
    this.folder = folder;
  }

  static TextFiles in(Optional<Path> folder) {
    folder.ifPresent(path -> {
      try {
        Files.createDirectories(path);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot create " + path, e);
      }
    });
    return new TextFiles(folder);
  }

  /// {@return the place for a file's text, if texts are saved}
  Optional<Path> next(Path file) {
    String name = String.valueOf(file.getFileName());
    String free = name;
    for (int number = 2; !taken.add(free); number++) {
      free = name + "-" + number;
    }
    String unique = free;
    return folder.map(path -> path.resolve(unique + ".txt"));
  }
}
