package dev.millrace.local.lambda;

import dev.millrace.local.sam.TemplateException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The folders that functions run in: each zip is exploded once for each content.
final class TaskRoot {
  private final Path cache;

  /// Creates the folders' owner.
  ///
  /// @param cache where exploded zips are kept
  TaskRoot(Path cache) {
    this.cache = cache;
  }

  /// {@return the folder that holds a function's code}
  ///
  /// @param archive a zip, or a folder that is taken as it is
  Path of(Path archive) {
    if (Files.isDirectory(archive)) {
      return archive;
    }
    if (!Files.isRegularFile(archive)) {
      throw new TemplateException(archive + " does not exist: build it first (./millrace build)");
    }
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      String name = String.valueOf(archive.getFileName()).replaceFirst("\\.zip$", "");
      Path root = cache.resolve(name + "-" + fingerprint(zip));
      if (!Files.isDirectory(root)) {
        forgetOthers(name);
        explode(zip, root);
      }
      return root;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot explode " + archive, e);
    }
  }

  /// The zip's directory holds a checksum of every entry: equal directories, equal content.
  private static String fingerprint(ZipFile zip) {
    CRC32 names = new CRC32();
    CRC32 contents = new CRC32();
    Enumeration<? extends ZipEntry> entries = zip.entries();
    while (entries.hasMoreElements()) {
      ZipEntry entry = entries.nextElement();
      names.update(entry.getName().getBytes(StandardCharsets.UTF_8));
      contents.update(
          "%d %d;".formatted(entry.getCrc(), entry.getSize()).getBytes(StandardCharsets.UTF_8));
    }
    return "%08x%08x".formatted(names.getValue(), contents.getValue());
  }

  private void explode(ZipFile zip, Path root) throws IOException {
    Files.createDirectories(cache);
    Path unfinished = Files.createTempDirectory(cache, ".unfinished-");
    List<? extends ZipEntry> files = zip.stream().filter(entry -> !entry.isDirectory()).toList();
    for (ZipEntry entry : files) {
      Path target = unfinished.resolve(entry.getName()).normalize();
      if (!target.startsWith(unfinished)) {
        throw new IOException("Entry outside of the zip: " + entry.getName());
      }
      Files.createDirectories(target.resolveSibling("."));
      try (InputStream content = zip.getInputStream(entry)) {
        Files.copy(content, target);
      }
    }
    try {
      Files.move(unfinished, root, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException e) {
      delete(unfinished); // another stack was first
    }
  }

  private void forgetOthers(String name) throws IOException {
    if (Files.isDirectory(cache)) {
      try (Stream<Path> folders = Files.list(cache)) {
        folders
            .filter(folder ->
                folder.getFileName().toString().matches("\\Q" + name + "\\E-[0-9a-f]{16}"))
            .forEach(TaskRoot::delete);
      }
    }
  }

  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + folder, e);
    }
  }
}
