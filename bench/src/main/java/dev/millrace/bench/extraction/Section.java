package dev.millrace.bench.extraction;

import dev.millrace.bench.Options;
import dev.millrace.bench.Report;
import java.io.PrintStream;
import java.nio.file.Path;

/// A part of the benchmark.
interface Section {
  /// {@return the word that names it on the command line}
  String name();

  /// Measures.
  ///
  /// @param folder takes temporary files
  Report run(Options options, Path folder, PrintStream progress) throws Exception;
}
