package dev.millrace.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.local.sam.TemplateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskRootTest {
  @TempDir Path folder;

  @Test
  void explodesAZipOnceForEachContent() throws IOException {
    TaskRoot roots = new TaskRoot(folder.resolve("cache"));

    Path first = roots.of(zip("lib/a.jar", "one"));
    FileTime written = Files.getLastModifiedTime(first.resolve("lib/a.jar"));
    Path again = roots.of(zip("lib/a.jar", "one"));
    Path other = roots.of(zip("lib/a.jar", "two"));

    assertThat(again).isEqualTo(first);
    assertThat(written.toInstant()).isBeforeOrEqualTo(Instant.now());
    assertThat(other).isNotEqualTo(first);
    assertThat(other.resolve("lib/a.jar")).hasContent("two");
    assertThat(first).doesNotExist();
  }

  @Test
  void takesAFolderAsItIs() {
    assertThat(new TaskRoot(folder.resolve("cache")).of(folder)).isEqualTo(folder);
  }

  @Test
  void saysThatAZipHasToBeBuilt() {
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> new TaskRoot(folder).of(folder.resolve("absent.zip")))
        .withMessageContaining("build it first");
  }

  @Test
  void refusesAZipThatWritesElsewhere() throws IOException {
    Path zip = zip("../../escaped", "x");

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> new TaskRoot(folder.resolve("cache")).of(zip));
  }

  private Path zip(String name, String content) throws IOException {
    Path zip = folder.resolve("function.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry(name));
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return zip;
  }
}
