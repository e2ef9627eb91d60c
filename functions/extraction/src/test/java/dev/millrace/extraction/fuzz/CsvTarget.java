package dev.millrace.extraction.fuzz;

import dev.millrace.extraction.charset.ChardetGuess;
import dev.millrace.extraction.core.text.Charsets;
import dev.millrace.extraction.csv.CsvExtractor;
import java.io.IOException;
import java.nio.file.Files;

/// Bytes of any kind can be read as a table, or are refused for a reason.
public final class CsvTarget {
  private static final ReadFile READ =
      new ReadFile(new CsvExtractor(new Charsets(new ChardetGuess())));

  private CsvTarget() {}

  /// Reads a table.
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    Files.write(READ.file(), data);
    READ.read();
  }
}
