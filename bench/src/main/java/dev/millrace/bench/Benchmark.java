package dev.millrace.bench;

import java.io.PrintStream;
import java.util.List;

/// Measures one part of the system.
public interface Benchmark {
  /// {@return the word that names it on the command line and in its result's file name}
  String name();

  /// {@return what it measures, in one line}
  String about();

  /// {@return the words that name the parts that can be run alone, as `extraction/bombs`}
  default List<String> parts() {
    return List.of();
  }

  /// {@return whether it takes so long that it runs only when it is named}
  default boolean onlyByName() {
    return false;
  }

  /// Measures.
  ///
  /// @param progress for lines that tell how far it is
  /// @throws Exception if it cannot measure
  Report run(Options options, PrintStream progress) throws Exception;
}
