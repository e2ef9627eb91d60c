package dev.millrace.extraction.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The folder under which each run has a folder of its own for as long as it lasts.
///
/// A folder's name begins with the process that made it, so that processes may share a workspace
/// and the folders of dead ones can be told.
public final class Workspace {
  private static final System.Logger LOG = System.getLogger(Workspace.class.getName());

  private final Path root;
  private final String prefix = ProcessHandle.current().pid() + "-";

  public Workspace(Path root) {
    this.root = root;
  }

  /// Deletes what dead processes have left behind, and whatever bears this process's own number: it
  /// has made nothing yet.
  public void deleteLeftovers() {
    try {
      Files.createDirectories(root);
      for (Path folder : children(root)) {
        if (isLeftover(folder.getFileName().toString())) {
          deleteQuietly(folder);
        }
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot clean " + root, e);
    }
  }

  /// {@return how many bytes still fit}
  public long freeBytes() {
    return root.toFile().getUsableSpace();
  }

  /// {@return a new, empty folder}
  public Folder open() throws IOException {
    Files.createDirectories(root);
    return new Folder(Files.createTempDirectory(root, prefix));
  }

  /// A run's folder; closing it deletes it with all that it holds.
  public record Folder(Path path) implements AutoCloseable {
    @Override
    public void close() {
      deleteQuietly(path);
    }
  }

  private boolean isLeftover(String name) {
    if (name.startsWith(prefix)) {
      return true;
    }
    try {
      long pid = Long.parseLong(name.substring(0, Math.max(0, name.indexOf('-'))));
      return ProcessHandle.of(pid).isEmpty();
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /// A file that stays costs disk space, which is no reason to fail the run that is done with it.
  private static void deleteQuietly(Path folder) {
    try {
      for (Path child : children(folder)) {
        if (Files.isDirectory(child)) {
          deleteQuietly(child);
        } else {
          Files.delete(child);
        }
      }
      Files.delete(folder);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot delete " + folder, e);
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList();
    }
  }
}
