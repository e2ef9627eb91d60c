package dev.millrace.bench.extraction;

import dev.millrace.bench.Benchmark;
import dev.millrace.bench.Options;
import dev.millrace.bench.Report;
import dev.millrace.bench.Report.Mark;
import dev.millrace.bench.Report.Table;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Compares extraction with pdftotext, mutool and Apache Tika, each of which is left out where it
/// is not installed; the table of peers says so.
public final class ExtractionBenchmark implements Benchmark {
  private final List<Section> sections =
      List.of(
          new Agreement(),
          new Recognition(),
          new Tables(),
          new LongDocuments(),
          new LargeDocument(),
          new Bombs(),
          new Footprint());

  @Override
  public String name() {
    return "extraction";
  }

  @Override
  public String about() {
    return "text, speed and bounds of extraction, beside pdftotext, mutool and Tika";
  }

  @Override
  public List<String> parts() {
    return sections.stream().map(Section::name).toList();
  }

  @Override
  public Report run(Options options, PrintStream progress) throws Exception {
    List<Table> tables = new ArrayList<>();
    List<Mark> marks = new ArrayList<>();
    Path folder = Files.createTempDirectory("millrace-bench-");
    try {
      for (Section section : sections) {
        if (options.wants(section.name())) {
          Report report = section.run(options, folder, progress);
          tables.addAll(report.tables());
          marks.addAll(report.marks());
        }
      }
    } finally {
      delete(folder);
    }
    tables.add(Peers.table(options));
    return new Report(tables, marks);
  }

  private static void delete(Path folder) throws Exception {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
