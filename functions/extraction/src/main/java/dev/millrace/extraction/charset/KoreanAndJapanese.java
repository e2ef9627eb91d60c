package dev.millrace.extraction.charset;

import java.lang.Character.UnicodeScript;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Recognizes the charsets of two scripts that cannot be mistaken once the bytes are read in them:
/// hangul and kana, which texts in other charsets do not turn into by chance.
final class KoreanAndJapanese {
  private static final Set<UnicodeScript> KANA =
      Set.of(UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA);
  private static final List<Candidate> CANDIDATES =
      List.of(
          new Candidate(Charset.forName("windows-31j"), KANA),
          new Candidate(Charset.forName("EUC-JP"), KANA),
          new Candidate(Charset.forName("x-Johab"), Set.of(UnicodeScript.HANGUL)));
  private static final double LEAST_SHARE = 0.2;
  private static final int LEAST_CHARACTERS = 10;

  private KoreanAndJapanese() {}

  /// @param scripts what a text in that charset is written in
  private record Candidate(Charset charset, Set<UnicodeScript> scripts) {
    boolean fits(byte[] sample) {
      String text = new String(sample, charset);
      int beyondAscii = 0;
      int expected = 0;
      // The sample may end, and begin, inside a character.
      for (int i = 1; i < text.length() - 1; i++) {
        char c = text.charAt(i);
        if (c == '\uFFFD') {
          return false;
        }
        if (c >= 128 && !isHalfWidth(c)) {
          beyondAscii++;
          expected += scripts.contains(UnicodeScript.of(c)) ? 1 : 0;
        }
      }
      return beyondAscii >= LEAST_CHARACTERS && expected > LEAST_SHARE * beyondAscii;
    }

    /// {@return whether it is a kana of one byte, as any byte may look}
    private static boolean isHalfWidth(char c) {
      return c >= '\uFF61' && c <= '\uFF9F';
    }
  }

  static Optional<Charset> guess(byte[] sample) {
    return CANDIDATES.stream()
        .filter(candidate -> candidate.fits(sample))
        .map(Candidate::charset)
        .findFirst();
  }
}
