package dev.millrace.models;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Python package of which exactly one wheel will do.
///
/// @param name the package's name
/// @param version its version
/// @param sha256 the digest of the wheel
record PinnedWheel(String name, String version, String sha256) {
  private static final Pattern REQUIREMENT =
      Pattern.compile("(?<name>\\S+)==(?<version>\\S+)\\s+--hash=sha256:(?<sha256>[0-9a-f]{64})");

  /// {@return the pins of a requirements file, one a line; lines that begin with # are comments}
  static List<PinnedWheel> readAll(Path requirements) throws IOException {
    return Files.readAllLines(requirements).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(PinnedWheel::parse)
        .toList();
  }

  private static PinnedWheel parse(String line) {
    Matcher matcher = REQUIREMENT.matcher(line.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not `name==version --hash=sha256:…`: " + line);
    }
    return new PinnedWheel(
        matcher.group("name"), matcher.group("version"), matcher.group("sha256"));
  }

  /// {@return the wheel in that folder, if it is there and is the right one}
  Optional<Path> findIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    String pattern = name.replace('-', '_') + "-" + version + "-*.whl";
    try (DirectoryStream<Path> candidates = Files.newDirectoryStream(folder, pattern)) {
      for (Path candidate : candidates) {
        if (Sha256.of(candidate).equals(sha256)) {
          return Optional.of(candidate);
        }
      }
    }
    return Optional.empty();
  }

  /// {@return where the content of this package comes from, for the metadata}
  String source() {
    return "PyPI " + name + " " + version + ", wheel sha256 " + sha256;
  }
}
