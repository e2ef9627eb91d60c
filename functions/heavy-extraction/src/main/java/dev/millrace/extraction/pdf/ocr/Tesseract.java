package dev.millrace.extraction.pdf.ocr;

import dev.millrace.extraction.core.Deadline;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The program `tesseract` (version 4 or 5), a process a page: a page that crashes or stalls it, or
/// makes it eat memory, costs that page and nothing else.
final class Tesseract {
  private static final int MAX_TEXT_BYTES = 1 << 20;
  private static final Duration PROBE = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(100);

  private final String languages;

  /// @param languages of its data files, joined by `+`, as `eng+deu`
  Tesseract(String languages) {
    this.languages = languages;
  }

  /// {@return whether the program can be run and has the languages}
  boolean isInstalled() {
    try {
      Process process =
          new ProcessBuilder("tesseract", "--list-langs").redirectErrorStream(true).start();
      process.getOutputStream().close();
      try (InputStream output = process.getInputStream()) {
        String listed = new String(output.readNBytes(MAX_TEXT_BYTES), StandardCharsets.UTF_8);
        return process.waitFor(PROBE.toSeconds(), TimeUnit.SECONDS)
            && process.exitValue() == 0
            && listed.lines().toList().containsAll(List.of(languages.split("\\+")));
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Reads a picture.
  ///
  /// @param picture of one byte a pixel, gray
  /// @param dpi its pixels per inch
  /// @param folder for temporary files
  /// @return its text, empty if the program could not read it in time
  /// @throws IOException when local storage fails
  Optional<String> read(BufferedImage picture, int dpi, Path folder, Deadline deadline)
      throws IOException {
    Path image = Files.createTempFile(folder, "page", ".pgm");
    Path text = Files.createTempFile(folder, "page", ".txt");
    try {
      writePgm(picture, image);
      return run(image, text, dpi, deadline) ? Optional.of(head(text)) : Optional.empty();
    } finally {
      Files.deleteIfExists(image);
      Files.deleteIfExists(text);
    }
  }

  private boolean run(Path image, Path text, int dpi, Deadline deadline) throws IOException {
    ProcessBuilder command =
        new ProcessBuilder(
            "tesseract",
            image.toString(),
            "stdout",
            "-l",
            languages,
            "--psm",
            "1",
            "--dpi",
            String.valueOf(dpi));
    // More threads than processors only wait for each other.
    command.environment().put("OMP_THREAD_LIMIT", "1");
    command.redirectOutput(text.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = command.start();
    try {
      while (!deadline.passed()) {
        if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
          return process.exitValue() == 0;
        }
      }
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      process.destroyForcibly();
    }
  }

  private static String head(Path text) throws IOException {
    try (InputStream bytes = Files.newInputStream(text)) {
      return new String(bytes.readNBytes(MAX_TEXT_BYTES), StandardCharsets.UTF_8).strip();
    }
  }

  /// Portable graymap, binary (netpbm's `pgm(5)`).
  private static void writePgm(BufferedImage picture, Path file) throws IOException {
    byte[] pixels = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      String header = "P5\n%d %d\n255\n".formatted(picture.getWidth(), picture.getHeight());
      out.write(header.getBytes(StandardCharsets.US_ASCII));
      out.write(pixels);
    }
  }
}
