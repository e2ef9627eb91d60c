package dev.millrace.extraction.core.text;

/// How a CSV is written.
///
/// @param separator stands between two fields
/// @param quote encloses a field that holds separators or line breaks
/// @param columns fields of a typical record
/// @param records records that the sample held
/// @param consistency share of the records that have exactly that many fields
public record Dialect(char separator, char quote, int columns, int records, double consistency) {
  private static final double TABULAR_CONSISTENCY = 0.9;
  private static final int TABULAR_RECORDS = 3;

  /// {@return whether the sample is a table beyond doubt, whatever its name says}
  public boolean tabular() {
    boolean enough = records >= TABULAR_RECORDS || (columns >= 3 && records == 2);
    return columns > 1 && enough && consistency >= TABULAR_CONSISTENCY;
  }
}
