package dev.millrace.extraction.pdf;

import dev.millrace.extraction.core.Failure;
import dev.millrace.extraction.core.Reading;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.io.RandomAccessStreamCache.StreamCacheCreateFunction;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/// What comes of the attempt to open a PDF.
sealed interface PdfOpening {
  /// It is open, to be closed by whoever asked.
  record Opened(PDDocument document) implements PdfOpening {}

  /// It does not open.
  record Refused(Reading.Refused reading) implements PdfOpening {}

  /// Opens a PDF. What PDFBox unpacks of it goes to files beside it rather than into memory.
  ///
  /// @throws IOException when the file itself is out of reach
  static PdfOpening of(Path file) throws IOException {
    StreamCacheCreateFunction cache =
        MemoryUsageSetting.setupTempFileOnly()
            .setTempDir(file.resolveSibling("").toFile())
            .streamCache;
    RandomAccessRead bytes = new RandomAccessReadBufferedFile(file);
    try {
      return new Opened(Loader.loadPDF(bytes, "", null, null, cache));
    } catch (InvalidPasswordException | LinkageError e) {
      // Certificates need BouncyCastle, which is left out: nobody could give the private key.
      return refused(bytes, Failure.ENCRYPTED, e);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return refused(bytes, Failure.CORRUPT, e);
    }
  }

  private static Refused refused(RandomAccessRead bytes, Failure failure, Throwable cause)
      throws IOException {
    bytes.close();
    return new Refused(new Reading.Refused(failure, cause.toString()));
  }
}
