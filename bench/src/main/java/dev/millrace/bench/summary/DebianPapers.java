package dev.millrace.bench.summary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The papers that Debian's packages of R libraries carry as PDF files. They come by apt when they
/// are asked for and stay out of the repository: their licence is the GPL.
final class DebianPapers {
  private static final List<String> PACKAGES =
      Stream.of(
              "actuar",
              "aer",
              "clue",
              "coin",
              "colorspace",
              "effects",
              "flexmix",
              "gnm",
              "gstat",
              "kernlab",
              "lme4",
              "lmtest",
              "multcomp",
              "party",
              "partykit",
              "pscl",
              "psychotools",
              "psychotree",
              "quantreg",
              "rcpp",
              "rcppeigen",
              "robustbase",
              "sandwich",
              "seriation",
              "spacetime",
              "strucchange",
              "surveillance",
              "survey",
              "tsp",
              "vcd",
              "zoo")
          .map(name -> "r-cran-" + name)
          .toList();

  private final Path folder;

  /// @param folder where packages are kept and unpacked
  DebianPapers(Path folder) {
    this.folder = folder;
  }

  /// {@return the PDF files, in the order of their paths}
  ///
  /// @throws IOException where apt is not, or the packages cannot be had
  List<Path> fetch() throws IOException, InterruptedException {
    Path unpacked = folder.resolve("unpacked");
    if (!Files.exists(unpacked)) {
      Files.createDirectories(folder);
      List<String> download = new ArrayList<>(List.of("apt-get", "download"));
      download.addAll(PACKAGES);
      run(download);
      for (Path file : files(folder, ".deb")) {
        run(List.of("dpkg-deb", "-x", file.toString(), unpacked.toString()));
      }
    }
    return files(unpacked, ".pdf");
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("`" + String.join(" ", command) + "` failed");
    }
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(path -> path.toString().endsWith(ending))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }
}
