package dev.millrace.extraction.csv;

import java.util.Locale;
import java.util.regex.Pattern;

/// What the cells of a column hold, from the narrowest type to the widest.
enum CellType {
  BOOLEAN("(?i)true|false|yes|no"),
  INTEGER("[+-]?\\d{1,18}"),
  NUMBER("[+-]?(\\d+|\\d{1,3}([,']\\d{3})+)?([.,]\\d+)?([eE][+-]?\\d+)?\\s?%?"),
  DATE(
      "\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}([T ]\\d{1,2}:\\d{2}(:\\d{2}([.,]\\d+)?)?(Z|[+-]\\d{2}:?\\d{2})?)?"
          + "|\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{4}([T ]\\d{1,2}:\\d{2}(:\\d{2})?)?"),
  TEXT("(?s).*");

  private static final int LONGEST_VALUE = 40;

  private final Pattern form;

  CellType(String form) {
    this.form = Pattern.compile(form);
  }

  /// {@return the narrowest type that has such a cell}
  static CellType of(String cell) {
    String value = cell.strip();
    if (value.isEmpty() || value.length() > LONGEST_VALUE) {
      return TEXT;
    }
    for (CellType type : values()) {
      if (type.form.matcher(value).matches()) {
        return type;
      }
    }
    return TEXT;
  }

  /// {@return the narrowest type that has the cells of both}
  CellType or(CellType other) {
    if (this == other) {
      return this;
    }
    boolean numbers = (this == INTEGER || this == NUMBER) && (other == INTEGER || other == NUMBER);
    return numbers ? NUMBER : TEXT;
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
