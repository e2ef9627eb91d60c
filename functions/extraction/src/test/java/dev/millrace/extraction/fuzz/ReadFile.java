package dev.millrace.extraction.fuzz;

import dev.millrace.extraction.core.DocumentExtractor;
import dev.millrace.extraction.core.Extracting;
import dev.millrace.extraction.core.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads bytes as a document, and checks what must hold of the pages of any document.
final class ReadFile {
  private final Path file;
  private final DocumentExtractor extractor;

  ReadFile(DocumentExtractor extractor) {
    this.extractor = extractor;
    try {
      this.file = Files.createTempFile("millrace-fuzz-", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    file.toFile().deleteOnExit();
  }

  /// Where the bytes have to be written first.
  Path file() {
    return file;
  }

  void read() {
    try {
      int number = 0;
      for (Page page : Extracting.run(extractor, file).pages().pages()) {
        if (page.number() != ++number) {
          throw new AssertionError("page %d is called %d".formatted(number, page.number()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a document's fault is an answer, not an exception", e);
    }
  }
}
