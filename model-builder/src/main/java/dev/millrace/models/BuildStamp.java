package dev.millrace.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Remembers what was built from what, so that an unchanged build is skipped.
///
/// @param file where the stamp lies
/// @param inputs files and folders that decide what is built: the builder itself and the pins
/// @param outputs folders that the build fills
record BuildStamp(Path file, List<Path> inputs, List<Path> outputs) {

  /// {@return whether the outputs are those that the same inputs gave}
  boolean upToDate() throws IOException {
    return Files.exists(file) && Files.readString(file).equals(digests());
  }

  /// Remembers the present inputs and outputs.
  void write() throws IOException {
    Files.writeString(file, digests());
  }

  private String digests() throws IOException {
    StringBuilder digests = new StringBuilder();
    for (Path root : Stream.concat(inputs.stream(), outputs.stream()).toList()) {
      for (Path path : files(root)) {
        digests.append(Sha256.of(path)).append("  ").append(path.getFileName()).append('\n');
      }
    }
    return digests.toString();
  }

  private static List<Path> files(Path root) throws IOException {
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
