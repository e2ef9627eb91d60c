package dev.millrace.extraction.pdf;

import dev.millrace.extraction.core.Failure;
import dev.millrace.extraction.core.Reading;
import dev.millrace.extraction.core.Source;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessStreamCache.StreamCacheCreateFunction;
import org.apache.pdfbox.pdfparser.PDFParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/// What comes of the attempt to open a PDF.
sealed interface PdfOpening {
  /// It is open, to be closed by whoever asked.
  record Opened(PDDocument document) implements PdfOpening {}

  /// It does not open.
  record Refused(Reading.Refused reading) implements PdfOpening {}

  /// How closely a file has to keep to the rules.
  enum Manner {
    /// Believes the file's own table of its objects: quick, and reads no more than it needs.
    STRICT,
    /// Searches the whole file for its objects where the table is wrong.
    LENIENT,
    /// Strict for good: lenient is no better, or out of the question.
    STRICT_ONLY
  }

  /// Opens a PDF. What PDFBox unpacks of it goes to files beside it rather than into memory.
  ///
  /// @param bytes of the source
  /// @param tooLate whether it should have been open by now
  /// @throws IOException when the file itself is out of reach
  static PdfOpening of(Source source, PdfBytes bytes, Manner manner, BooleanSupplier tooLate)
      throws IOException {
    StreamCacheCreateFunction cache =
        MemoryUsageSetting.setupTempFileOnly().setTempDir(source.folder().toFile()).streamCache;
    TimedRead file = new TimedRead(bytes.open(), tooLate);
    try {
      PDDocument document =
          new PDFParser(file, source.password().orElse(""), null, null, cache)
              .parse(manner == Manner.LENIENT);
      file.opened();
      return new Opened(document);
    } catch (InvalidPasswordException | LinkageError e) {
      // Certificates need BouncyCastle, which is left out: nobody could give the private key.
      return refused(file, Failure.ENCRYPTED, e);
    } catch (TimedRead.TooSlowException e) {
      return refused(file, Failure.DEADLINE_EXCEEDED, e);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return refused(file, isUnsupported(e) ? Failure.UNSUPPORTED : Failure.CORRUPT, e);
    }
  }

  private static Refused refused(RandomAccessRead file, Failure failure, Throwable cause)
      throws IOException {
    file.close();
    return new Refused(new Reading.Refused(failure, cause.toString()));
  }

  /// PDFBox has no exception of its own for a protection that it does not know.
  private static boolean isUnsupported(Throwable cause) {
    return cause instanceof IOException
        && String.valueOf(cause.getMessage()).startsWith("No security handler for filter");
  }
}
