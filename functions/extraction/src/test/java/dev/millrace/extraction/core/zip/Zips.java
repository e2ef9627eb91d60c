package dev.millrace.extraction.core.zip;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes zips for tests.
public final class Zips {
  private Zips() {}

  /// Writes a zip.
  ///
  /// @param namesAndContents a name, its content, the next name, …
  public static Path write(Path file, String... namesAndContents) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndContents[i]));
        zip.write(namesAndContents[i + 1].getBytes(UTF_8));
      }
    }
    return file;
  }

  /// Writes a zip of one part that says the same over and over.
  public static Path repeating(
      Path file, String name, String before, String repeated, long times, String after)
      throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(before.getBytes(UTF_8));
      int batch = Math.max(1, 1_000_000 / repeated.length());
      byte[] many = repeated.repeat(batch).getBytes(UTF_8);
      for (long left = times; left > 0; left -= batch) {
        write(zip, many);
      }
      zip.write(after.getBytes(UTF_8));
    }
    return file;
  }

  private static void write(OutputStream out, byte[] bytes) throws IOException {
    out.write(bytes);
  }
}
