package dev.millrace.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How benchmarks are to be run.
///
/// @param names which ones; none means all
/// @param quick whether to run the short form, which shows that a benchmark works and whose figures
///   mean little
/// @param corpora `MILLRACE_CORPORA`, a folder of real files; benchmarks that need it say so when
///   it is absent
public record Options(List<String> names, boolean quick, Optional<Path> corpora) {
  /// The variable that names the folder of real files.
  public static final String CORPORA = "MILLRACE_CORPORA";

  /// Reads the command line.
  ///
  /// @throws IllegalArgumentException naming an unknown option
  static Options parse(List<String> arguments, Map<String, String> environment) {
    boolean quick = false;
    List<String> names = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.equals("--quick")) {
        quick = true;
      } else if (argument.startsWith("-")) {
        throw new IllegalArgumentException("unknown option: " + argument);
      } else {
        names.add(argument);
      }
    }
    return new Options(
        List.copyOf(names), quick, Optional.ofNullable(environment.get(CORPORA)).map(Path::of));
  }
}
