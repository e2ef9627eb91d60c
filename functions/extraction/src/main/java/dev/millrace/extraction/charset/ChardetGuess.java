package dev.millrace.extraction.charset;

import dev.millrace.extraction.core.text.CharsetGuess;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mozilla.universalchardet.UniversalDetector;

/// Asks juniversalchardet, which knows the charsets of East Asia, Cyrillic, Greek and Hebrew well;
/// where it is unsure, their words and letters decide.
public final class ChardetGuess implements CharsetGuess {
  /// What it says when nothing better fits.
  private static final Set<String> UNSURE =
      Set.of("WINDOWS-1252", "ISO-8859-1", "US-ASCII", "MACCYRILLIC");

  /// Charsets that have all characters of those that it names, and some more that are in use.
  private static final Map<String, String> WIDER =
      Map.of("SHIFT_JIS", "windows-31j", "EUC-KR", "x-windows-949", "GB2312", "GB18030");

  @Override
  public Optional<Charset> of(byte[] sample) {
    UniversalDetector detector = new UniversalDetector();
    detector.handleData(sample, 0, sample.length);
    detector.dataEnd();
    String name = detector.getDetectedCharset();
    if (name == null || UNSURE.contains(name) || !Charset.isSupported(name)) {
      return isAscii(sample)
          ? Optional.empty()
          : KoreanAndJapanese.guess(sample).or(() -> Optional.of(LatinCharsets.guess(sample)));
    }
    return Optional.of(Charset.forName(WIDER.getOrDefault(name, name)));
  }

  private static boolean isAscii(byte[] sample) {
    for (byte b : sample) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }
}
