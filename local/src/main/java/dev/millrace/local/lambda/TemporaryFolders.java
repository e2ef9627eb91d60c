package dev.millrace.local.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The sandboxes' folders for temporary files, under the id of the process that runs the stack; so
/// a later stack can tell what one that was killed has left behind.
///
/// @param folder this process's own
record TemporaryFolders(Path folder) {

  static TemporaryFolders under(Path parent) {
    try {
      Path own = Files.createDirectories(parent.resolve(processId()));
      try (Stream<Path> others = Files.list(parent)) {
        others.filter(TemporaryFolders::isLeftBehind).forEach(TaskRoot::delete);
      }
      return new TemporaryFolders(own);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot prepare " + parent, e);
    }
  }

  private static String processId() {
    return String.valueOf(ProcessHandle.current().pid());
  }

  private static boolean isLeftBehind(Path folder) {
    String name = folder.getFileName().toString();
    return !name.matches("\\d+")
        || ProcessHandle.of(Long.parseLong(name)).filter(ProcessHandle::isAlive).isEmpty();
  }

  Path create(String prefix) {
    try {
      return Files.createTempDirectory(folder, prefix + "-");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create a folder in " + folder, e);
    }
  }
}
