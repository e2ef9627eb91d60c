package dev.millrace.extraction.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testing.Seeds;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialectSnifferTest {
  @ParameterizedTest
  @ValueSource(chars = {',', ';', '\t', '|', ':'})
  void findsTheSeparator(char separator) {
    String sample =
        "name_river_metres\nTees_\"low_ slow\"_1\nTyne__2\nWear_\"he said \"\"no\"\"\"_3\n"
            .replace('_', separator);

    Dialect dialect = DialectSniffer.sniff(sample);

    assertThat(dialect.separator()).isEqualTo(separator);
    assertThat(dialect.quote()).isEqualTo('"');
    assertThat(dialect.columns()).isEqualTo(3);
    assertThat(dialect.tabular()).isTrue();
  }

  @Test
  void findsApostrophesThatQuote() {
    Dialect dialect = DialectSniffer.sniff("'a, b','c'\n'd, e, f','g'\n'h','i'\n");

    assertThat(dialect.quote()).isEqualTo('\'');
    assertThat(dialect.columns()).isEqualTo(2);
  }

  @Test
  void separatorsInsideQuotesMakeNoColumns() {
    String row = "7,\"Smith, Ann\",\"a longer note, quoted\",York\n";

    Dialect dialect = DialectSniffer.sniff(row.repeat(20));

    assertThat(dialect.quote()).isEqualTo('"');
    assertThat(dialect.columns()).isEqualTo(4);
  }

  @Test
  void lineBreaksInQuotesEndNoRecord() {
    Dialect dialect = DialectSniffer.sniff("a;b\n\"one\ntwo\";x\r\n\"three\r\nfour\";y\r\n");

    assertThat(dialect.separator()).isEqualTo(';');
    assertThat(dialect.records()).isEqualTo(3);
    assertThat(dialect.consistency()).isEqualTo(1.0);
  }

  @ParameterizedTest
  @CsvSource({"'',0", "'\n\n',0", "one,1", "'one\ntwo\nthree',3"})
  void aSingleColumnIsNotATableBeyondDoubt(String sample, int records) {
    Dialect dialect = DialectSniffer.sniff(sample);

    assertThat(dialect.separator()).isEqualTo(',');
    assertThat(dialect.records()).isEqualTo(records);
    assertThat(dialect.tabular()).isFalse();
  }

  @Test
  void proseIsNotATable() {
    assertThat(
            DialectSniffer.sniff(
                    """
                    It was late, and the mill stood still.
                    The miller, an old man, slept: nobody came.
                    In the morning the water rose.
                    Then, at last, the wheel began to turn, slowly, and the stones with it.
                    """)
                .tabular())
        .isFalse();
  }

  @ParameterizedTest
  @Seeds
  void findsTheDialectOfRandomTables(long seed) {
    Random random = new Random(seed);
    char separator = ",;\t|".charAt(random.nextInt(4));
    int columns = 2 + random.nextInt(6);
    String sample =
        IntStream.range(0, 5 + random.nextInt(40))
            .mapToObj(_ -> row(random, columns, separator))
            .collect(Collectors.joining("\n"));

    Dialect dialect = DialectSniffer.sniff(sample);

    assertThat(dialect.separator()).isEqualTo(separator);
    assertThat(dialect.columns()).isEqualTo(columns);
  }

  private static String row(Random random, int columns, char separator) {
    List<String> cells =
        List.of("12", "3.5", "mill", "", "\"a" + separator + "b\"", "\"x\ny\"", "2026-01-01");
    return IntStream.range(0, columns)
        .mapToObj(i -> i == 0 ? "id" + random.nextInt(99) : cells.get(random.nextInt(7)))
        .collect(Collectors.joining(String.valueOf(separator)));
  }
}
