package dev.millrace.bench.extraction;

import dev.millrace.bench.Options;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A real PDF that somebody else made.
///
/// @param id a word of its own
/// @param password empty if it needs none
record Sample(String id, Path file, String password) {
  private static final String SYNTHETIC = "verapdf/";
  private static final int PATH = 0;
  private static final int EXTENSION = 2;
  private static final int PASSWORD = 7;

  /// {@return the PDFs that the corpora's `MANIFEST.tsv` lists, synthetic ones apart; none where
  /// there are no corpora}
  static List<Sample> all(Options options) throws IOException {
    if (options.corpora().isEmpty()) {
      return List.of();
    }
    Path root = options.corpora().get();
    List<Sample> samples = new ArrayList<>();
    try (Stream<String> lines =
        Files.lines(root.resolve("MANIFEST.tsv"), StandardCharsets.ISO_8859_1)) {
      for (String line : (Iterable<String>) lines.skip(1)::iterator) {
        String[] fields = line.split("\t", -1);
        Path file = root.resolve(utf8(fields[PATH]));
        if (fields[EXTENSION].equals(".pdf")
            && !fields[PATH].startsWith(SYNTHETIC)
            && Files.exists(file)) {
          samples.add(new Sample("s" + samples.size(), file, utf8(fields[PASSWORD])));
        }
      }
    }
    return samples;
  }

  /// Only some of the manifest is UTF-8.
  private static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
