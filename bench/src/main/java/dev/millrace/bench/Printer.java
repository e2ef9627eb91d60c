package dev.millrace.bench;

import dev.millrace.bench.Report.Mark;
import dev.millrace.bench.Report.Table;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Prints a report as Markdown tables, which read well in a terminal and paste well into a note.
final class Printer {
  private final PrintStream out;

  Printer(PrintStream out) {
    this.out = out;
  }

  void print(Report report) {
    report.tables().forEach(this::print);
    if (!report.marks().isEmpty()) {
      print(
          new Table(
              "Marks",
              List.of("figure", "measured", "goal", ""),
              report.marks().stream().map(Printer::row).toList()));
    }
  }

  private static List<Object> row(Mark mark) {
    return List.of(
        mark.name(),
        "%s %s".formatted(number(mark.measured()), mark.unit()).strip(),
        "%s %s %s".formatted(mark.atMost() ? "≤" : "≥", number(mark.goal()), mark.unit()).strip(),
        mark.reached() ? "reached" : "MISSED");
  }

  private void print(Table table) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(table.columns());
    table.rows().forEach(row -> lines.add(row.stream().map(Printer::cell).toList()));
    List<Integer> widths =
        IntStream.range(0, table.columns().size())
            .mapToObj(column ->
                lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0))
            .toList();
    lines.add(1, widths.stream().map("-"::repeat).toList());
    out.printf("%n%s%n%n", table.title());
    lines.forEach(line -> out.println(padded(line, widths)));
  }

  private static String padded(List<String> cells, List<Integer> widths) {
    return IntStream.range(0, cells.size())
        .mapToObj(column ->
            cells.get(column) + " ".repeat(widths.get(column) - cells.get(column).length()))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String cell(Object value) {
    return value instanceof Number number ? number(number.doubleValue()) : value.toString();
  }

  /// {@return the number with three significant digits, or whole above a hundred}
  private static String number(double value) {
    if (value == Math.rint(value) || Math.abs(value) >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    if (Math.abs(value) >= 10) {
      return String.format(Locale.ROOT, "%.1f", value);
    }
    return String.format(Locale.ROOT, Math.abs(value) >= 1 ? "%.2f" : "%.3g", value);
  }
}
