package dev.millrace.extraction.office;

import dev.millrace.extraction.core.Deadline;
import dev.millrace.extraction.core.DocumentExtractor;
import dev.millrace.extraction.core.DocumentProperties;
import dev.millrace.extraction.core.Failure;
import dev.millrace.extraction.core.PageSink;
import dev.millrace.extraction.core.Pages;
import dev.millrace.extraction.core.Position;
import dev.millrace.extraction.core.Reading;
import dev.millrace.extraction.core.Source;
import dev.millrace.extraction.core.zip.Parts;
import dev.millrace.extraction.core.zip.TooBigException;
import java.io.IOException;
import java.util.zip.ZipException;
import javax.xml.stream.XMLStreamException;

/// Reads office files part by part, as a stream of XML.
public final class OfficeExtractor implements DocumentExtractor {
  private final Format format;

  private OfficeExtractor(Format format) {
    this.format = format;
  }

  /// Reads the parts of one format in their order.
  @FunctionalInterface
  interface Format {
    /// Reads the document.
    ///
    /// @return what it says of itself
    /// @throws MissingPartException if it has no text to read
    DocumentProperties read(Parts parts, Pages pages) throws IOException, XMLStreamException;
  }

  /// {@return the reader of Word's documents}
  public static OfficeExtractor docx() {
    return new OfficeExtractor(Docx::read);
  }

  /// {@return the reader of Excel's workbooks}
  public static OfficeExtractor xlsx() {
    return new OfficeExtractor(Xlsx::read);
  }

  /// {@return the reader of PowerPoint's presentations}
  public static OfficeExtractor pptx() {
    return new OfficeExtractor(Pptx::read);
  }

  /// {@return the reader of OpenDocument's texts, spreadsheets and presentations}
  public static OfficeExtractor openDocument() {
    return new OfficeExtractor(OpenDocument::read);
  }

  /// {@return what answers for documents that cannot be opened without a password}
  public static DocumentExtractor encrypted() {
    return (_, _, _, _) -> new Reading.Refused(Failure.ENCRYPTED, "an EncryptedPackage");
  }

  @Override
  public Reading extract(Source source, Position from, PageSink sink, Deadline deadline)
      throws IOException {
    Pages pages = new Pages(sink, from, deadline);
    try (Parts parts = Parts.of(source.file())) {
      DocumentProperties properties = format.read(parts, pages);
      pages.read(source.size(), source.size());
      return pages.end(properties);
    } catch (TooBigException e) {
      return new Reading.Refused(Failure.TOO_BIG, String.valueOf(e.getMessage()));
    } catch (EncryptedException e) {
      return new Reading.Refused(Failure.ENCRYPTED, "the parts are encrypted");
    } catch (XMLStreamException e) {
      return e.getNestedException() instanceof TooBigException tooBig
          ? new Reading.Refused(Failure.TOO_BIG, String.valueOf(tooBig.getMessage()))
          : new Reading.Refused(Failure.CORRUPT, String.valueOf(e.getMessage()));
    } catch (ZipException | MissingPartException | IllegalArgumentException e) {
      return new Reading.Refused(Failure.CORRUPT, String.valueOf(e.getMessage()));
    }
  }
}
