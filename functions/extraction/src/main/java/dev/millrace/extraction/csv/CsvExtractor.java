package dev.millrace.extraction.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.millrace.extraction.core.Deadline;
import dev.millrace.extraction.core.DocumentExtractor;
import dev.millrace.extraction.core.Failure;
import dev.millrace.extraction.core.PageSink;
import dev.millrace.extraction.core.Position;
import dev.millrace.extraction.core.Reading;
import dev.millrace.extraction.core.Source;
import dev.millrace.extraction.core.text.Charsets;
import dev.millrace.extraction.core.text.CountingInputStream;
import dev.millrace.extraction.core.text.Dialect;
import dev.millrace.extraction.core.text.DialectSniffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Reads a table row by row, in whatever dialect it is written; a page is a block of rows.
public final class CsvExtractor implements DocumentExtractor {
  private static final int SAMPLE_CHARS = 64 * 1024;
  private static final int MAX_FIELD_CHARS = 1024 * 1024;
  private static final int MAX_ROW_CHARS = 4 * MAX_FIELD_CHARS;

  private final Charsets charsets;

  public CsvExtractor(Charsets charsets) {
    this.charsets = charsets;
  }

  @Override
  public Reading extract(Source source, Position from, PageSink sink, Deadline deadline)
      throws IOException {
    Path file = source.file();
    Optional<Charset> charset = charsets.of(file);
    if (charset.isEmpty()) {
      return new Reading.Refused(Failure.CORRUPT, "holds a NUL");
    }
    Dialect dialect = DialectSniffer.sniff(sample(file, charset.get()));
    try (CountingInputStream bytes = new CountingInputStream(Files.newInputStream(file));
        Reader reader = Charsets.reader(bytes, charset.get());
        CsvReader<CsvRecord> rows = rows(reader, dialect)) {
      return new RowBlocks(rows.iterator()).pushTo(sink, from, bytes::count, source.size());
    } catch (CsvParseException e) {
      return new Reading.Refused(Failure.CORRUPT, String.valueOf(e.getMessage()));
    }
  }

  // Nothing else keeps one stray character behind a closing quote from costing the whole table.
  @SuppressWarnings("removal")
  private static CsvReader<CsvRecord> rows(Reader reader, Dialect dialect) {
    return CsvReader.builder()
        .fieldSeparator(dialect.separator())
        .quoteCharacter(dialect.quote())
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowExtraCharsAfterClosingQuote(true)
        .maxBufferSize(MAX_ROW_CHARS)
        .build(
            CsvRecordHandler.builder()
                .maxFieldSize(MAX_FIELD_CHARS)
                .maxRecordSize(MAX_ROW_CHARS)
                .build(),
            reader);
  }

  private static String sample(Path file, Charset charset) throws IOException {
    try (InputStream bytes = Files.newInputStream(file);
        Reader reader = Charsets.reader(bytes, charset)) {
      char[] sample = new char[SAMPLE_CHARS];
      int length = 0;
      for (int read = reader.read(sample);
          read > 0;
          read = reader.read(sample, length, sample.length - length)) {
        length += read;
      }
      return new String(sample, 0, length);
    }
  }
}
