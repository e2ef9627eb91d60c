package dev.millrace.bench.extraction;

import dev.millrace.bench.Options;
import dev.millrace.bench.Report;
import dev.millrace.bench.Report.Mark;
import dev.millrace.bench.Report.Table;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Pages a second, and memory, on long documents made of real pages.
final class LongDocuments implements Section {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final long MEGABYTE = 1 << 20;

  private final List<List<Object>> rows = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();

  @Override
  public Report run(Options options, Path folder, PrintStream progress) throws Exception {
    List<Sample> samples = Sample.all(options);
    if (samples.isEmpty() || !CommandTool.isInstalled("qpdf")) {
      progress.println("no real files, or no qpdf to join them: long documents are not measured");
      return new Report(List.of(), List.of());
    }
    LongPdfs longPdfs = new LongPdfs(samples, folder, progress);
    Path book = longPdfs.book(options.quick() ? 500 : 10_000);
    speed(book, folder, progress);
    frugality(book, folder, progress);
    if (!options.quick()) {
      Path library = longPdfs.library(1_000 * MEGABYTE);
      Files.delete(book);
      size(library, folder, progress);
      Files.delete(library);
    }
    return new Report(
        List.of(
            new Table(
                "Long documents",
                List.of("document", "tool", "heap", "pages", "seconds", "pages/s", "peak MB"),
                rows)),
        marks);
  }

  private void speed(Path book, Path folder, PrintStream progress) throws Exception {
    List<Tool> tools = new ArrayList<>();
    tools.add(JavaTool.millrace("512m"));
    CommandTool.pdftotext().ifPresent(tools::add);
    CommandTool.mutool().ifPresent(tools::add);
    Tika.find("512m", folder, progress).ifPresent(tools::add);
    long own = 0;
    int pages = 0;
    for (Tool tool : tools) {
      try (tool) {
        Answer answer = read(tool, book, folder, progress);
        pages = Math.max(pages, answer.pages());
        row(book, tool, "512m", answer, pages);
        switch (tool.name()) {
          case "pdftotext" -> compare(0.9, tool, answer, own);
          case Tika.NAME -> compare(0.85, tool, answer, own);
          case "mutool" -> {}
          default -> own = answer.millis();
        }
      }
    }
  }

  private void compare(double goal, Tool other, Answer answer, long own) {
    marks.add(
        Mark.atLeast(goal, "pages/s against " + other.name(), answer.millis() / (double) own, "×"));
  }

  private void frugality(Path book, Path folder, PrintStream progress) throws Exception {
    try (Tool tool = JavaTool.millrace("192m")) {
      Answer answer = read(tool, book, folder, progress);
      row(book, tool, "192m", answer, answer.pages());
      marks.add(Mark.atLeast(1, "a book of 100 MB is read with -Xmx192m", answer.ok() ? 1 : 0, ""));
    }
    try (Tool tool =
        new JavaTool(
            "Millrace, collecting",
            "512m",
            "-D" + ExtractionWorker.HEAP + "=true",
            "-cp",
            System.getProperty("java.class.path"),
            ExtractionWorker.class.getName())) {
      List<Long> heap = read(tool, book, folder, progress).heap();
      List<Long> later = heap.subList(heap.size() / 2, heap.size());
      if (!later.isEmpty()) {
        double mean = later.stream().mapToLong(used -> used).average().orElse(0);
        double spread =
            later.stream().mapToDouble(used -> Math.abs(used - mean) / mean).max().orElse(0);
        marks.add(
            Mark.atMost(
                15, "heap after collections, second half, off its mean", 100 * spread, "%"));
      }
    }
  }

  private void size(Path library, Path folder, PrintStream progress) throws Exception {
    try (Tool tool = JavaTool.millrace("512m")) {
      Answer answer = read(tool, library, folder, progress);
      row(library, tool, "512m", answer, answer.pages());
      marks.add(Mark.atLeast(25_000, "pages of 1 GB read with -Xmx512m", answer.pages(), "pages"));
      marks.add(
          Mark.atMost(650, "peak memory on 1 GB", answer.peakBytes() / (double) MEGABYTE, "MB"));
    }
  }

  private static Answer read(Tool tool, Path document, Path folder, PrintStream progress)
      throws Exception {
    progress.println(tool.name() + " reads " + document.getFileName());
    Path text = folder.resolve("long.txt");
    Answer answer = tool.extract(document, "", text, LIMIT);
    Files.deleteIfExists(text);
    return answer;
  }

  private void row(Path document, Tool tool, String heap, Answer answer, int pages)
      throws Exception {
    double seconds = answer.millis() / 1000.0;
    rows.add(
        List.of(
            "%s, %d MB".formatted(document.getFileName(), Files.size(document) / MEGABYTE),
            tool.name(),
            tool instanceof CommandTool ? "" : heap,
            answer.ok() ? pages : answer.end(),
            seconds,
            Math.round(pages / seconds),
            answer.peakBytes() / MEGABYTE));
  }
}
