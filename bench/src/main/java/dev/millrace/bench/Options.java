package dev.millrace.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How benchmarks are to be run.
///
/// @param names which ones; none means all
/// @param parts which parts of the one benchmark that is named with them, as `extraction/bombs`;
///   none means all
/// @param quick whether to run the short form, which shows that a benchmark works and whose figures
///   mean little
/// @param corpora `MILLRACE_CORPORA`, a folder of real files; benchmarks that need it say so when
///   it is absent
/// @param uploads how many files a benchmark of uploads sends, if not as many as it would by itself
/// @param seed what is generated differs with it
public record Options(
    List<String> names,
    List<String> parts,
    boolean quick,
    Optional<Path> corpora,
    Optional<Integer> uploads,
    long seed) {
  /// The variable that names the folder of real files.
  public static final String CORPORA = "MILLRACE_CORPORA";

  private static final String PART = "/";

  /// {@return whether a benchmark is to be run}
  boolean runs(Benchmark benchmark) {
    return names.isEmpty() ? !benchmark.onlyByName() : names.contains(benchmark.name());
  }

  /// {@return whether a part of a benchmark is to be run}
  public boolean wants(String part) {
    return parts.isEmpty() || parts.contains(part);
  }

  /// Reads the command line.
  ///
  /// @throws IllegalArgumentException naming an option that is unknown or lacks its number, or
  ///   parts of several benchmarks
  static Options parse(List<String> arguments, Map<String, String> environment) {
    boolean quick = false;
    Set<String> names = new LinkedHashSet<>();
    List<String> parts = new ArrayList<>();
    Optional<Integer> uploads = Optional.empty();
    long seed = 1;
    for (Iterator<String> left = arguments.iterator(); left.hasNext(); ) {
      String argument = left.next();
      if (argument.equals("--quick")) {
        quick = true;
      } else if (argument.equals("--uploads")) {
        uploads = Optional.of(Math.toIntExact(number(argument, left)));
      } else if (argument.equals("--seed")) {
        seed = number(argument, left);
      } else if (argument.startsWith("-")) {
        throw new IllegalArgumentException("unknown option: " + argument);
      } else {
        String[] words = argument.split(PART, 2);
        names.add(words[0]);
        parts.addAll(List.of(words).subList(1, words.length));
      }
    }
    if (!parts.isEmpty() && names.size() > 1) {
      throw new IllegalArgumentException("parts belong to one benchmark, not to " + names);
    }
    return new Options(
        List.copyOf(names),
        List.copyOf(parts),
        quick,
        Optional.ofNullable(environment.get(CORPORA)).map(Path::of),
        uploads,
        seed);
  }

  private static long number(String option, Iterator<String> left) {
    String value = left.hasNext() ? left.next() : "";
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " wants a number, not '" + value + "'", e);
    }
  }
}
