package dev.millrace.testing;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// A folder of this repository with programs for Node and the npm packages that they need.
///
/// @param path the folder, absolute
public record NodeFolder(Path path) {
  /// {@return the folder at a path from the root of the repository}
  public static NodeFolder at(String path) {
    return new NodeFolder(RepositoryFiles.locate(path).toAbsolutePath());
  }

  /// {@return whether this machine has Node}
  public static boolean runsHere() throws InterruptedException {
    try {
      return new ProcessBuilder("node", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /// Installs the packages that the lock file names, unless that has been done.
  public void install() throws IOException, InterruptedException {
    Path lock = path.resolve("package-lock.json");
    Path installed = path.resolve("node_modules/.package-lock.json");
    if (Files.exists(installed)
        && Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(lock)) >= 0) {
      return;
    }
    int exit = process("npm", "ci").redirectOutput(Redirect.DISCARD).start().waitFor();
    if (exit != 0) {
      throw new IOException("npm ci failed in " + path);
    }
  }

  /// {@return a run of one of its programs}
  public ProcessBuilder program(String name, String... arguments) {
    return process(
        Stream.concat(Stream.of("node", name), Stream.of(arguments)).toArray(String[]::new));
  }

  /// A process with streams of its own: those of this one belong to whoever runs the tests.
  private ProcessBuilder process(String... command) {
    return new ProcessBuilder(command).directory(path.toFile()).redirectError(Redirect.INHERIT);
  }
}
