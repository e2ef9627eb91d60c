package dev.millrace.extraction.core.text;

/// Reads a CSV sample in one dialect, counting instead of keeping what it reads.
final class SampleReader {
  private final String sample;
  private final char separator;
  private final char quote;
  private int at;
  private int fields;
  private int foreignQuotes;

  SampleReader(String sample, char separator, char quote) {
    this.sample = sample;
    this.separator = separator;
    this.quote = quote;
  }

  /// {@return the fields of the record read last}
  int fields() {
    return fields;
  }

  /// {@return how many fields so far began or ended with a quote that this dialect does not know}
  int foreignQuotes() {
    return foreignQuotes;
  }

  /// Reads the next record that is not blank.
  ///
  /// {@return whether there was one}
  boolean nextRecord() {
    while (at < sample.length() && isLineEnd(sample.charAt(at))) {
      at++;
    }
    if (at == sample.length()) {
      return false;
    }
    fields = 0;
    do {
      readField();
      fields++;
    } while (at < sample.length() && sample.charAt(at++) == separator);
    return true;
  }

  /// Leaves `at` on the separator, line end or end of the sample behind the field.
  private void readField() {
    if (at < sample.length() && sample.charAt(at) == quote) {
      skipQuoted();
    }
    int start = at;
    while (at < sample.length() && !isFieldEnd(sample.charAt(at))) {
      at++;
    }
    if (isForeignQuoted(start, at)) {
      foreignQuotes++;
    }
  }

  private void skipQuoted() {
    at++;
    while (at < sample.length()) {
      if (sample.charAt(at++) == quote) {
        if (at == sample.length() || sample.charAt(at) != quote) {
          return;
        }
        at++;
      }
    }
  }

  private boolean isForeignQuoted(int start, int end) {
    return start < end
        && (isForeignQuote(sample.charAt(start)) || isForeignQuote(sample.charAt(end - 1)));
  }

  private boolean isForeignQuote(char c) {
    return c != quote && (c == '"' || c == '\'');
  }

  private boolean isFieldEnd(char c) {
    return c == separator || isLineEnd(c);
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }
}
