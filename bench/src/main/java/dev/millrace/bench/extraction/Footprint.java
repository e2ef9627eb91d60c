package dev.millrace.bench.extraction;

import dev.millrace.bench.Options;
import dev.millrace.bench.Report;
import dev.millrace.bench.Report.Mark;
import dev.millrace.bench.Report.Table;
import dev.millrace.bench.Repository;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// How large the function is, and how long it takes from the start of a process to the first page.
final class Footprint implements Section {
  private static final int TRIES = 5;

  /// What a document of some pages, fonts and pictures has.
  private static final long REAL_BYTES = 500_000;

  /// A function that reads no documents: what it has too is not extraction's alone.
  private static final String OTHER = "presign";

  @Override
  public String name() {
    return "footprint";
  }

  @Override
  public Report run(Options options, Path folder, PrintStream progress) throws Exception {
    List<List<Object>> rows = new ArrayList<>();
    List<Mark> marks = new ArrayList<>();
    Path zip = zip("extraction");
    if (Files.exists(zip)) {
      Map<String, Long> parts = parts(zip);
      parts.keySet().removeAll(parts(zip(OTHER)).keySet());
      double own = megabytes(parts.values().stream().mapToLong(size -> size).sum());
      double whole = megabytes(Files.size(zip));
      rows.add(List.of("function zip", whole, "MB"));
      rows.add(List.of("of it only extraction's", own, "MB"));
      marks.add(Mark.atMost(30, "function zip", whole, "MB"));
      marks.add(Mark.atMost(9, "of it only extraction's", own, "MB"));
    }
    Path small = new HostilePdf().write(folder.resolve("first.pdf"));
    firstPage("a small document", small, rows, marks);
    for (Sample real : Sample.all(options)) {
      if (real.password().isEmpty() && Files.size(real.file()) > REAL_BYTES) {
        firstPage("a real document", real.file(), rows, marks);
        break;
      }
    }
    return new Report(
        List.of(new Table("Footprint", List.of("what", "measured", "unit"), rows)), marks);
  }

  private static void firstPage(
      String what, Path document, List<List<Object>> rows, List<Mark> marks) throws Exception {
    double seconds = firstPage(document);
    rows.add(
        List.of(
            "process start to first page of %s, median of %d".formatted(what, TRIES),
            seconds,
            "s"));
    marks.add(Mark.atMost(1.2, "cold first page of " + what, seconds, "s"));
  }

  /// As in a function with one processor: compiled quickly, collected by one thread.
  private static double firstPage(Path document) throws Exception {
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < TRIES; i++) {
      long start = System.nanoTime();
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-Xmx512m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  FirstPage.class.getName(),
                  document.toString())
              .redirectError(Redirect.DISCARD)
              .start();
      if (process.getInputStream().read() < 0) {
        throw new IOException("there was no first page");
      }
      millis.add((System.nanoTime() - start) / 1_000_000);
      process.waitFor();
    }
    Collections.sort(millis);
    return millis.get(TRIES / 2) / 1000.0;
  }

  private static Path zip(String function) {
    return Repository.locate("functions/%s/target/%s.zip".formatted(function, function));
  }

  private static Map<String, Long> parts(Path zip) throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    try (ZipFile file = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : Collections.list(file.entries())) {
        sizes.put(entry.getName(), entry.getCompressedSize());
      }
    }
    return sizes;
  }

  private static double megabytes(long bytes) {
    return bytes / 1_000_000.0;
  }
}
