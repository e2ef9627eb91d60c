package dev.millrace.extraction.core.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Guesses a CSV's dialect: reads a sample in each of the usual ones and takes the one under which
/// the records have the most, and the most equal, numbers of fields.
public final class DialectSniffer {
  private static final char[] SEPARATORS = {',', ';', '\t', '|', ':'};
  private static final char[] QUOTES = {'"', '\''};
  private static final int MAX_RECORDS = 200;

  private static final double SINGLE_COLUMN_SCORE = 0.01;
  private static final double WEIGHT_PER_COLUMN = 0.1;
  private static final int MOST_WEIGHED_COLUMNS = 10;
  private static final double FOREIGN_QUOTE_PENALTY = 1.0;
  private static final double APOSTROPHE_PENALTY = 0.05;
  private static final double COLON_PENALTY = 0.15;

  private DialectSniffer() {}

  /// {@return the likeliest dialect of the sample}
  ///
  /// @param sample the first characters of the file; its last record may be cut off
  public static Dialect sniff(String sample) {
    List<Candidate> candidates = new ArrayList<>();
    for (char quote : QUOTES) {
      for (char separator : SEPARATORS) {
        candidates.add(Candidate.of(sample, separator, quote));
      }
    }
    // The first of equals wins: the commoner dialects stand first.
    return candidates.stream()
        .reduce((best, next) -> next.score() > best.score() ? next : best)
        .orElseThrow()
        .dialect();
  }

  private record Candidate(Dialect dialect, double score) {
    static Candidate of(String sample, char separator, char quote) {
      SampleReader reader = new SampleReader(sample, separator, quote);
      Map<Integer, Integer> recordsByWidth = new HashMap<>();
      int records = 0;
      for (; records < MAX_RECORDS && reader.nextRecord(); records++) {
        recordsByWidth.merge(reader.fields(), 1, Integer::sum);
      }
      var typical =
          recordsByWidth.entrySet().stream()
              .max(
                  Map.Entry.<Integer, Integer>comparingByValue()
                      .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
              .orElse(Map.entry(1, 0));
      int columns = typical.getKey();
      double consistency = records == 0 ? 0 : typical.getValue() / (double) records;
      return new Candidate(
          new Dialect(separator, quote, columns, records, consistency),
          score(separator, quote, columns, consistency)
              - FOREIGN_QUOTE_PENALTY
                  * reader.foreignQuotes()
                  / Math.max(1.0, (double) records * columns));
    }

    private static double score(char separator, char quote, int columns, double consistency) {
      double score =
          columns <= 1
              ? SINGLE_COLUMN_SCORE
              : consistency * (1 + WEIGHT_PER_COLUMN * Math.min(columns, MOST_WEIGHED_COLUMNS));
      return score
          - (quote == '\'' ? APOSTROPHE_PENALTY : 0)
          - (separator == ':' ? COLON_PENALTY : 0);
    }
  }
}
