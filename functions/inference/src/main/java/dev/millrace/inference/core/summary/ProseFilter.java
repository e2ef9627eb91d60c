package dev.millrace.inference.core.summary;

import java.util.List;
import java.util.regex.Pattern;

/// Keeps sentences that a summary may be made of and drops headings, tables and code.
final class ProseFilter {
  private static final Pattern SPACE = Pattern.compile(" +");
  private static final Pattern ENDS_LIKE_A_SENTENCE = Pattern.compile("[.!?][\"”’)]?$");
  private static final int MIN_WORDS = 6;
  private static final int MAX_WORDS = 70;
  private static final int MAX_CHARS = 1000;
  private static final double MIN_LETTERS = 0.82;

  private ProseFilter() {}

  /// {@return the sentences that are prose; where none is, whatever has words in it}
  static List<String> keep(List<String> sentences) {
    List<String> prose = sentences.stream().distinct().filter(ProseFilter::prose).toList();
    return prose.isEmpty()
        ? sentences.stream().distinct().filter(ProseFilter::wording).toList()
        : prose;
  }

  private static boolean prose(String sentence) {
    return words(sentence) >= MIN_WORDS
        && wording(sentence)
        && Character.isUpperCase(sentence.codePointAt(0))
        && ENDS_LIKE_A_SENTENCE.matcher(sentence).find();
  }

  private static boolean wording(String sentence) {
    return sentence.length() <= MAX_CHARS
        && words(sentence) >= 2
        && words(sentence) <= MAX_WORDS
        && letters(sentence) >= MIN_LETTERS * sentence.length();
  }

  private static int words(String sentence) {
    return SPACE.split(sentence).length;
  }

  private static long letters(String sentence) {
    return sentence.chars().filter(c -> Character.isLetter(c) || c == ' ').count();
  }
}
