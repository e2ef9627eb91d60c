package dev.millrace.bench.extraction;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words of a text and how often each occurs, whatever their order: what two tools should agree
/// on. Words that are torn at the end of a line count whole; of scripts without spaces each
/// character is a word.
record Words(Map<String, Integer> counts, long total) {
  private static final String UNSPACED =
      "\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff";
  private static final Pattern WORD =
      Pattern.compile(
          "[" + UNSPACED + "]|[[\\p{L}\\p{N}\\p{M}]&&[^" + UNSPACED + "]]+",
          Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern TORN = Pattern.compile("-\\s*\\n\\s*");

  /// {@return the words of a file; none if there is no such file}
  static Words of(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new Words(Map.of(), 0);
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    String normal =
        Normalizer.normalize(text, Normalizer.Form.NFKC)
            .toLowerCase(Locale.ROOT)
            .replace("\u00ad", "");
    Map<String, Integer> counts = new HashMap<>();
    long total = 0;
    Matcher words = WORD.matcher(TORN.matcher(normal).replaceAll(""));
    while (words.find()) {
      counts.merge(words.group(), 1, Integer::sum);
      total++;
    }
    return new Words(counts, total);
  }

  /// {@return how many words both have}
  long shared(Words other) {
    return counts.entrySet().stream()
        .mapToLong(
            entry -> Math.min(entry.getValue(), other.counts.getOrDefault(entry.getKey(), 0)))
        .sum();
  }

  /// {@return the F1 score of one text against the other, 0 to 1}
  double f1(Words other) {
    long all = total + other.total;
    return all == 0 ? 1 : 2.0 * shared(other) / all;
  }
}
