package dev.millrace.bench.heavy.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.extraction.charset.ChardetGuess;
import dev.millrace.extraction.core.text.Charsets;
import dev.millrace.extraction.detect.TikaContentDetector;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FileKindTest {
  private static final long BYTES = 1_000_000;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void filesAreOfTheirKindAndSize(FileKind kind) throws IOException {
    Path file = write(kind, 1);

    try (InputStream in = Files.newInputStream(file)) {
      String type =
          new TikaContentDetector(new Charsets(new ChardetGuess()))
              .detect(in.readNBytes(64 * 1024), "");
      assertThat(type).isEqualTo(kind.contentType());
    }
    assertThat(Files.size(file)).isBetween(BYTES * 3 / 4, BYTES * 3 / 2);
  }

  @ParameterizedTest
  @EnumSource
  void noTwoSeedsMakeTheSameFile(FileKind kind) throws IOException {
    assertThat(Files.mismatch(write(kind, 1), write(kind, 2))).isNotNegative();
  }

  @Test
  void aPdfHasItsPages() throws IOException {
    Path file = folder.resolve("a.pdf");
    try (var out = Files.newOutputStream(file)) {
      PdfFile.write(out, 1, BYTES, 40);
    }

    try (PDDocument document = Loader.loadPDF(file.toFile())) {
      assertThat(document.getNumberOfPages()).isEqualTo(40);
      assertThat(new PDFTextStripper().getText(document)).contains("Page 1\n", "Page 40\n");
    }
  }

  private Path write(FileKind kind, long seed) throws IOException {
    Path file = folder.resolve(seed + "." + kind.extension());
    kind.write(file, seed, BYTES);
    return file;
  }
}
