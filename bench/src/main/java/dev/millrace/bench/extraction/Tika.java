package dev.millrace.bench.extraction;

import dev.millrace.bench.Repository;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Apache Tika with its standard parsers. Its jars are fetched by Maven when they are first needed,
/// and are no dependency of anything.
final class Tika {
  static final String NAME = "Tika 3.3.1";

  private Tika() {}

  /// {@return Tika with the given heap, or empty if it cannot be had}
  static Optional<Tool> find(String heap, Path folder, PrintStream progress)
      throws IOException, InterruptedException {
    Path jars = jars();
    if (!Files.exists(jars)) {
      progress.println("fetching " + NAME);
      fetch(jars, folder);
    }
    if (!isInstalled()) {
      progress.println(NAME + " cannot be had and is left out");
      return Optional.empty();
    }
    Path worker = Resources.copy("TikaWorker.java.txt", folder.resolve("TikaWorker.java"));
    return Optional.of(new JavaTool(NAME, heap, "-cp", jars + "/*", worker.toString()));
  }

  /// {@return whether its jars are there}
  static boolean isInstalled() {
    return Files.exists(jars());
  }

  private static Path jars() {
    return Repository.locate("bench/target/tika");
  }

  private static void fetch(Path jars, Path folder) throws IOException, InterruptedException {
    Path pom = Resources.copy("tika-pom.xml", folder.resolve("tika-pom.xml"));
    new ProcessBuilder(
            "mvn",
            "-q",
            "-f",
            pom.toString(),
            "org.apache.maven.plugins:maven-dependency-plugin:copy-dependencies",
            "-DoutputDirectory=" + jars)
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
