package dev.millrace.bench.extraction;

import dev.millrace.bench.Options;
import dev.millrace.bench.Report;
import dev.millrace.bench.Report.Mark;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Pages a second on a long book made of real pages, and the memory that it takes.
final class LongDocuments implements Section {
  private static final int PAGES = 10_000;
  private static final int QUICK_PAGES = 500;
  private static final String HEAP = "512m";
  private static final String SMALL_HEAP = "192m";

  @Override
  public String name() {
    return "book";
  }

  @Override
  public Report run(Options options, Path folder, PrintStream progress) throws Exception {
    List<Sample> samples = Sample.all(options);
    if (samples.isEmpty() || !CommandTool.isInstalled("qpdf")) {
      progress.println("no real files, or no qpdf to join them: long documents are not measured");
      return new Report(List.of(), List.of());
    }
    LongPdfs longPdfs = new LongPdfs(samples, folder, progress);
    Path book = longPdfs.book(options.quick() ? QUICK_PAGES : PAGES);
    Readings readings = new Readings(folder, progress);
    List<Mark> marks = new ArrayList<>(speed(book, readings, folder, progress));
    marks.addAll(frugality(book, readings));
    Files.delete(book);
    return new Report(List.of(readings.table("A long book")), marks);
  }

  private static List<Mark> speed(Path book, Readings readings, Path folder, PrintStream progress)
      throws Exception {
    List<Mark> marks = new ArrayList<>();
    Answer own;
    try (Tool tool = JavaTool.millrace(HEAP)) {
      own = readings.read(tool, HEAP, book, 0);
    }
    List<Tool> peers = new ArrayList<>();
    CommandTool.pdftotext().ifPresent(peers::add);
    CommandTool.mutool().ifPresent(peers::add);
    Tika.find(HEAP, folder, progress).ifPresent(peers::add);
    for (Tool peer : peers) {
      try (peer) {
        String heap = peer instanceof CommandTool ? "" : HEAP;
        Answer answer = readings.read(peer, heap, book, own.pages());
        double times = answer.millis() / (double) own.millis();
        switch (peer.name()) {
          case "pdftotext" -> marks.add(Mark.atLeast(0.9, "pages/s against pdftotext", times, "×"));
          case Tika.NAME ->
              marks.add(Mark.atLeast(0.85, "pages/s against " + Tika.NAME, times, "×"));
          default -> {}
        }
      }
    }
    return marks;
  }

  private static List<Mark> frugality(Path book, Readings readings) throws Exception {
    List<Mark> marks = new ArrayList<>();
    try (Tool tool = JavaTool.millrace(SMALL_HEAP)) {
      Answer answer = readings.read(tool, SMALL_HEAP, book, 0);
      marks.add(
          Mark.atLeast(
              1, "a book of 100 MB is read with -Xmx" + SMALL_HEAP, answer.ok() ? 1 : 0, ""));
    }
    try (Tool tool = JavaTool.measuringHeap(HEAP)) {
      marks.add(Readings.flatness("the book", readings.read(tool, HEAP, book, 0).heap()));
    }
    return marks;
  }
}
