package dev.millrace.extraction.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {
  private static final long NO_PROCESS = Integer.MAX_VALUE;

  @TempDir private Path root;

  @Test
  void aFolderLastsAsLongAsItsRun() throws IOException {
    Path path;
    try (Workspace.Folder folder = new Workspace(root.resolve("work")).open()) {
      path = folder.path();
      Files.createDirectory(path.resolve("cache"));
      Files.writeString(path.resolve("cache").resolve("page"), "text");
    }

    assertThat(path).doesNotExist();
    assertThat(root.resolve("work")).isEmptyDirectory();
  }

  @Test
  void onlyWhatTheDeadHaveLeftIsDeleted() throws IOException {
    long parent = ProcessHandle.current().parent().orElseThrow().pid();
    Path dead = leftBy(NO_PROCESS + "-1");
    Path own = leftBy(ProcessHandle.current().pid() + "-2");
    Path alive = leftBy(parent + "-3");
    Path foreign = leftBy("notes");

    new Workspace(root).deleteLeftovers();

    assertThat(dead).doesNotExist();
    assertThat(own).doesNotExist();
    assertThat(alive).exists();
    assertThat(foreign).exists();
  }

  @Test
  void aFolderThatCannotBeDeletedFailsNothing() throws IOException {
    Workspace.Folder folder = new Workspace(root).open();
    Files.delete(folder.path());

    folder.close();

    assertThat(root).isEmptyDirectory();
  }

  @Test
  void aWorkspaceThatCannotBeMadeFailsNothing() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "in the way");

    new Workspace(file).deleteLeftovers();

    assertThat(file).hasContent("in the way");
  }

  private Path leftBy(String name) throws IOException {
    Path folder = Files.createDirectory(root.resolve(name));
    Files.writeString(folder.resolve("original"), "%PDF");
    return folder;
  }
}
