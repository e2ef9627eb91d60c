package dev.millrace.extraction.charset;

import dev.millrace.language.SmallWords;
import java.lang.Character.UnicodeScript;
import java.nio.charset.Charset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Tells apart the charsets that juniversalchardet does not know, most of them Latin: reads the
/// sample in each, and takes the one in which its words look like those of one language and are
/// written with that language's letters.
final class LatinCharsets {
  /// The commonest first, which wins when nothing tells.
  private static final List<Charset> CANDIDATES =
      List.of(
          Charset.forName("windows-1252"),
          Charset.forName("windows-1250"),
          Charset.forName("ISO-8859-2"),
          Charset.forName("windows-1254"),
          Charset.forName("windows-1257"),
          Charset.forName("windows-1256"),
          Charset.forName("windows-1251"),
          Charset.forName("x-MacRoman"),
          Charset.forName("x-MacCyrillic"));

  /// The letters of each language beyond those of ASCII, in lower case.
  private static final Map<String, String> LETTERS =
      Map.ofEntries(
          Map.entry("ca", "àçèéíïòóúü·"),
          Map.entry("cs", "áčďéěíňóřšťúůýž"),
          Map.entry("da", "æøåé"),
          Map.entry("de", "äöüßé"),
          Map.entry("es", "áéíñóúü¿¡ªº"),
          Map.entry("et", "äõöüšž"),
          Map.entry("fi", "äöåšž"),
          Map.entry("fr", "àâæçèéêëîïôœùûüÿ"),
          Map.entry("hr", "čćđšž"),
          Map.entry("hu", "áéíóöőúüű"),
          Map.entry("it", "àèéìíòóù"),
          Map.entry("lt", "ąčęėįšųūž"),
          Map.entry("lv", "āčēģīķļņšūž"),
          Map.entry("nl", "áéëïóöü"),
          Map.entry("no", "æøåéòô"),
          Map.entry("pl", "ąćęłńóśźż"),
          Map.entry("pt", "áâãàçéêíóôõúü"),
          Map.entry("ro", "ăâîşţșț"),
          Map.entry("sk", "áäčďéíĺľňóôŕšťúýž"),
          Map.entry("sl", "čšžćđ"),
          Map.entry("sv", "åäöé"),
          Map.entry("tr", "çğıîöşüâ"));

  private static final String ANY = "";
  private static final String ALL_LETTERS = String.join("", LETTERS.values());

  private static final Map<String, UnicodeScript> SCRIPTS =
      Map.of(
          "ar", UnicodeScript.ARABIC,
          "fa", UnicodeScript.ARABIC,
          "ur", UnicodeScript.ARABIC,
          "ru", UnicodeScript.CYRILLIC,
          "uk", UnicodeScript.CYRILLIC,
          "bg", UnicodeScript.CYRILLIC,
          "sr", UnicodeScript.CYRILLIC);

  private static final Pattern MARKUP = Pattern.compile("<[^>]{0,1000}>");
  private static final double WEIGHT_OF_LETTERS = 0.5;
  private static final int COST_OF_STRANGER = 2;

  private LatinCharsets() {}

  /// {@return the best of them}
  static Charset guess(byte[] sample) {
    Charset best = CANDIDATES.getFirst();
    double bestScore = Double.NEGATIVE_INFINITY;
    for (Charset candidate : CANDIDATES) {
      double score = score(MARKUP.matcher(new String(sample, candidate)).replaceAll(" "));
      if (score > bestScore) {
        best = candidate;
        bestScore = score;
      }
    }
    return best;
  }

  private static double score(String text) {
    SmallWords.Count count = SmallWords.count(text);
    return count.byLanguage().entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(best ->
            best.getValue() / (double) count.words() + WEIGHT_OF_LETTERS * fit(text, best.getKey()))
        .orElseGet(() -> WEIGHT_OF_LETTERS * fit(text, ANY));
  }

  /// {@return 1 if all characters beyond ASCII are letters of the language, down to -2 if none is}
  private static double fit(String text, String language) {
    String letters = language.equals(ANY) ? ALL_LETTERS : LETTERS.getOrDefault(language, "");
    UnicodeScript script = SCRIPTS.get(language);
    int known = 0;
    int strange = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 128) {
        continue;
      }
      boolean capitalInside =
          Character.isUpperCase(c) && i > 0 && Character.isLowerCase(text.charAt(i - 1));
      if (letters.indexOf(Character.toLowerCase(c)) >= 0 || UnicodeScript.of(c) == script) {
        known += capitalInside ? 0 : 1;
        strange += capitalInside ? 1 : 0;
      } else if (c == '\uFFFD' || Character.isISOControl(c) || Character.isLetter(c)) {
        strange++;
      } else if (!isQuoteOrSpace(c)) {
        strange += insideWord(text, i) ? 1 : 0;
      }
    }
    return (known - COST_OF_STRANGER * strange) / (known + strange + 1.0);
  }

  private static boolean isQuoteOrSpace(char c) {
    return c == '\u2019' || c == '\u00A0' || c == '\u00AD';
  }

  private static boolean insideWord(String text, int at) {
    return at > 0
        && at + 1 < text.length()
        && Character.isLetter(text.charAt(at - 1))
        && Character.isLetter(text.charAt(at + 1));
  }
}
