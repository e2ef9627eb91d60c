package dev.millrace.bench.extraction;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.bench.Options;
import dev.millrace.bench.Report;
import dev.millrace.bench.Report.Mark;
import dev.millrace.bench.Report.Table;
import dev.millrace.extraction.charset.ChardetGuess;
import dev.millrace.extraction.core.Deadline;
import dev.millrace.extraction.core.LocalSource;
import dev.millrace.extraction.core.Page;
import dev.millrace.extraction.core.Position;
import dev.millrace.extraction.core.text.Charsets;
import dev.millrace.extraction.core.text.Dialect;
import dev.millrace.extraction.core.text.DialectSniffer;
import dev.millrace.extraction.csv.CsvExtractor;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// How fast tables are read, and whether they are read right: the cases of csv-spectrum, and tables
/// in every dialect.
final class Tables implements Section {
  private static final long BYTES = 100_000_000;
  private static final long QUICK_BYTES = 10_000_000;
  private static final int RUNS = 3;
  private static final int DIALECT_TABLES = 15;
  private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');
  private static final List<Character> QUOTES = List.of('"', '\'');

  /// The cases of csv-spectrum that are whole: what is written, and what it says.
  private static final Map<String, List<String>> SPECTRUM = spectrum();

  private final CsvExtractor extractor = new CsvExtractor(new Charsets(new ChardetGuess()));

  @Override
  public String name() {
    return "tables";
  }

  @Override
  public Report run(Options options, Path folder, PrintStream progress) throws IOException {
    int right = 0;
    for (List<String> one : SPECTRUM.values()) {
      right +=
          read(Files.writeString(folder.resolve("case.csv"), one.get(0))).equals(one.get(1))
              ? 1
              : 0;
    }
    double dialects = dialects();
    Path large = large(folder.resolve("large.csv"), options.quick() ? QUICK_BYTES : BYTES);
    double fastest = 0;
    List<List<Object>> rows = new ArrayList<>();
    for (int run = 1; run <= RUNS; run++) {
      long start = cpuTime();
      read(large, false);
      double seconds = (cpuTime() - start) / 1e9;
      double rate = Files.size(large) / 1e6 / seconds;
      rows.add(List.of(run, Files.size(large) / 1e6, seconds, rate));
      fastest = Math.max(fastest, rate);
      progress.println("read a table at %.0f MB/s".formatted(rate));
    }
    return new Report(
        List.of(
            new Table(
                "A large table, from file to pages, by the CPU time of its one thread",
                List.of("run", "MB", "seconds", "MB/s"),
                rows)),
        List.of(
            Mark.atLeast(SPECTRUM.size(), "cases of csv-spectrum read right", right, ""),
            Mark.atLeast(0.95, "dialects told right", dialects, ""),
            Mark.atLeast(150, "tables, fastest run", fastest, "MB/s")));
  }

  /// {@return this thread's, since the figure is one of a single thread on a core of its own}
  private static long cpuTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private String read(Path file) throws IOException {
    return read(file, true);
  }

  private String read(Path file, boolean keep) throws IOException {
    StringBuilder text = new StringBuilder();
    extractor.extract(
        new LocalSource(file, Files.size(file), Optional.empty(), "bench"),
        Position.START,
        (page, _, _) -> {
          if (keep && page instanceof Page.Read read) {
            text.append(read.text()).append('\n');
          }
          return true;
        },
        Deadline.in(Duration.ofMinutes(5), Clock.systemUTC()));
    return text.toString().strip();
  }

  private static double dialects() {
    Random random = new Random(7);
    int cases = 0;
    int right = 0;
    for (int i = 0; i < DIALECT_TABLES; i++) {
      List<List<String>> rows = rows(random, 4 + random.nextInt(100), 2 + random.nextInt(8));
      for (char separator : SEPARATORS) {
        for (char quote : QUOTES) {
          String csv = csv(rows, separator, quote);
          Dialect found = DialectSniffer.sniff(csv);
          boolean quoted = csv.indexOf(quote) >= 0;
          cases++;
          right += found.separator() == separator && (!quoted || found.quote() == quote) ? 1 : 0;
        }
      }
    }
    return right / (double) cases;
  }

  private static List<List<String>> rows(Random random, int rows, int columns) {
    List<List<String>> table = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      List<String> cells = new ArrayList<>();
      for (int column = 0; column < columns; column++) {
        cells.add(cell(random, column));
      }
      table.add(cells);
    }
    return table;
  }

  private static String cell(Random random, int column) {
    return switch (column % 5) {
      case 0 -> "river " + random.nextInt(1000);
      case 1 -> Integer.toString(random.nextInt(100_000));
      case 2 -> "2026-%02d-%02d".formatted(1 + random.nextInt(12), 1 + random.nextInt(28));
      case 3 -> random.nextInt(4) == 0 ? "It stood, they said; then\nit fell | down" : "mill";
      default -> "%.2f".formatted(random.nextDouble() * 100);
    };
  }

  private static String csv(List<List<String>> rows, char separator, char quote) {
    StringBuilder csv = new StringBuilder();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        String cell = row.get(i);
        boolean quoted =
            cell.indexOf(separator) >= 0 || cell.indexOf('\n') >= 0 || cell.indexOf(quote) >= 0;
        String doubled = cell.replace(String.valueOf(quote), "" + quote + quote);
        csv.append(i == 0 ? "" : separator).append(quoted ? quote + doubled + quote : cell);
      }
      csv.append('\n');
    }
    return csv.toString();
  }

  private static Path large(Path file, long bytes) throws IOException {
    Random random = new Random(1);
    try (BufferedWriter out = Files.newBufferedWriter(file, UTF_8)) {
      for (long written = 0; written < bytes; ) {
        String rows = csv(rows(random, 1000, 6), ',', '"');
        for (int i = 0; i < 20 && written < bytes; i++) {
          out.write(rows);
          written += rows.length();
        }
      }
    }
    return file;
  }

  private static Map<String, List<String>> spectrum() {
    Map<String, List<String>> cases = new LinkedHashMap<>();
    cases.put(
        "comma_in_quotes",
        List.of(
            "first,last,address\nJohn,Doe,\"120 any st., Anytown\"\n",
            "first\tlast\taddress\nJohn\tDoe\t120 any st., Anytown"));
    cases.put("empty", List.of("a,b,c\n1,\"\",\"\"\n2,3,4\n", "a\tb\tc\n1\t\t\n2\t3\t4"));
    cases.put(
        "empty_crlf", List.of("a,b,c\r\n1,\"\",\"\"\r\n2,3,4\r\n", "a\tb\tc\n1\t\t\n2\t3\t4"));
    cases.put(
        "escaped_quotes",
        List.of("a,b\n1,\"ha \"\"ha\"\" ha\"\n3,4\n", "a\tb\n1\tha \"ha\" ha\n3\t4"));
    cases.put(
        "json",
        List.of(
            "key,val\n1,\"{\"\"type\"\": \"\"Point\"\", \"\"coordinates\"\": [102.0, 0.5]}\"\n",
            "key\tval\n1\t{\"type\": \"Point\", \"coordinates\": [102.0, 0.5]}"));
    cases.put(
        "newlines",
        List.of(
            "a,b,c\n1,2,3\n\"Once upon \na time\",5,6\n7,8,9\n",
            "a\tb\tc\n1\t2\t3\nOnce upon  a time\t5\t6\n7\t8\t9"));
    cases.put(
        "quotes_and_newlines",
        List.of("a,b\n1,\"ha \n\"\"ha\"\" \nha\"\n3,4\n", "a\tb\n1\tha  \"ha\"  ha\n3\t4"));
    cases.put("simple", List.of("a,b,c\n1,2,3\n", "a\tb\tc\n1\t2\t3"));
    cases.put("simple_crlf", List.of("a,b,c\r\n1,2,3\r\n", "a\tb\tc\n1\t2\t3"));
    cases.put("utf8", List.of("a,b,c\n1,2,3\n4,5,\u02A4\n", "a\tb\tc\n1\t2\t3\n4\t5\t\u02A4"));
    return cases;
  }
}
