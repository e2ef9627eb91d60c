package dev.millrace.bench.extraction;

import dev.millrace.bench.Options;
import dev.millrace.bench.Report;
import dev.millrace.bench.Report.Mark;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A gigabyte of real pages of all kinds. The short form leaves it out.
final class LargeDocument implements Section {
  private static final long BYTES = 1_000 * Readings.MEGABYTE;
  private static final String HEAP = "512m";

  @Override
  public String name() {
    return "gigabyte";
  }

  @Override
  public Report run(Options options, Path folder, PrintStream progress) throws Exception {
    List<Sample> samples = Sample.all(options);
    if (options.quick() || samples.isEmpty() || !CommandTool.isInstalled("qpdf")) {
      progress.println("a gigabyte is not measured");
      return new Report(List.of(), List.of());
    }
    Path library = new LongPdfs(samples, folder, progress).library(BYTES);
    Readings readings = new Readings(folder, progress);
    try (Tool tool = JavaTool.measuringHeap(HEAP)) {
      Answer answer = readings.read(tool, HEAP, library, 0);
      return new Report(
          List.of(readings.table("A large document"), Readings.heap("1 GB", answer.heap())),
          List.of(
              Mark.atLeast(25_000, "pages of 1 GB read with -Xmx" + HEAP, answer.pages(), "pages"),
              Mark.atMost(
                  650,
                  "peak memory on 1 GB",
                  answer.peakBytes() / (double) Readings.MEGABYTE,
                  "MB"),
              Readings.flatness("1 GB", answer.heap())));
    } finally {
      Files.delete(library);
    }
  }
}
