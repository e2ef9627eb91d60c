package dev.millrace.inference.core.summary;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Splits running text into sentences: at the JDK's boundaries, except where an abbreviation, a
/// small letter or a missing space shows that the sentence goes on. A paragraph always ends one.
final class SentenceSplitter {
  private static final Pattern HYPHENATED_LINE_END = Pattern.compile("(?<=\\p{Ll})-\\R(?=\\p{Ll})");
  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
  private static final Pattern ENDS_WITH_ABBREVIATION =
      Pattern.compile(
          "(?:^|[\\s(\\[\"“])(?:Dr|Mr|Mrs|Ms|Prof|St|Gen|Col|Sgt|Rev|Hon|Sr|Jr|Figs?|Eqs?|Sec|Ch"
              + "|Nos?|Vol|pp?|vs|cf|al|approx|e\\.g|i\\.e|\\p{Lu}"
              + "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.[)\\]]?$");

  /// The end of what has been read so far, which is all that an abbreviation needs.
  private static final int TAIL = 16;

  private SentenceSplitter() {}

  /// {@return the sentences of a text, each on one line}
  static List<String> split(String text) {
    List<String> sentences = new ArrayList<>();
    for (String paragraph : Paragraphs.of(text)) {
      String joined = HYPHENATED_LINE_END.matcher(paragraph).replaceAll("");
      addSentences(WHITE_SPACE.matcher(joined).replaceAll(" "), sentences);
    }
    return sentences;
  }

  private static void addSentences(String paragraph, List<String> sentences) {
    BreakIterator boundaries = BreakIterator.getSentenceInstance(Locale.ROOT);
    boundaries.setText(paragraph);
    int start = boundaries.first();
    for (int end = boundaries.next(); end != BreakIterator.DONE; end = boundaries.next()) {
      if (end == paragraph.length() || ends(paragraph, end)) {
        sentences.add(paragraph.substring(start, end).strip());
        start = end;
      }
    }
  }

  private static boolean ends(String paragraph, int boundary) {
    String tail = paragraph.substring(Math.max(0, boundary - TAIL), boundary).strip();
    return Character.isWhitespace(paragraph.charAt(boundary - 1))
        && !Character.isLowerCase(paragraph.charAt(boundary))
        && !ENDS_WITH_ABBREVIATION.matcher(tail).find();
  }
}
