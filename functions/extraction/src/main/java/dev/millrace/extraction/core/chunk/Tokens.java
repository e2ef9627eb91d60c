package dev.millrace.extraction.core.chunk;

import java.text.Normalizer;
import java.util.Locale;

/// Counts tokens as the embedder's tokenizer makes them: words in lower case and without accents,
/// each split greedily into the longest pieces that the vocabulary holds (WordPiece).
///
/// A word that cannot be split so is one unknown token to the embedder; here it counts by its
/// length, so that a bound on tokens is one on characters too.
final class Tokens {
  private static final int LONGEST_WORD = 100;
  private static final int CHARS_OF_UNKNOWN_TOKEN = 4;
  private static final WordPieces PIECES = WordPieces.load();

  private Tokens() {}

  /// {@return how many tokens a text has}
  static int count(CharSequence text) {
    return count(text, 0, text.length(), Integer.MAX_VALUE);
  }

  /// {@return how many tokens a stretch of text has; of a longer one than asked for, some number
  /// that is greater}
  static int count(CharSequence text, int from, int to, int most) {
    Counter counter = new Counter(text, from, to);
    int tokens = 0;
    while (tokens <= most && counter.next()) {
      tokens += counter.tokens();
    }
    return tokens;
  }

  /// {@return how far one can read from `from` without having read more than so many tokens; at
  /// least one character, even if its word has more}
  static int advance(CharSequence text, int from, int to, int most) {
    Counter counter = new Counter(text, from, to);
    int tokens = 0;
    while (counter.next()) {
      tokens += counter.tokens();
      if (tokens > most) {
        int overshoot = tokens - most;
        int share = counter.length() * (counter.tokens() - overshoot) / counter.tokens();
        return Math.max(from + 1, counter.start() + share);
      }
    }
    return to;
  }

  /// Goes through a text word by word; a mark of punctuation and an ideograph are words.
  private static final class Counter {
    private final CharSequence text;
    private final int to;
    private final StringBuilder word = new StringBuilder();
    private int start;
    private int end;

    Counter(CharSequence text, int from, int to) {
      this.text = text;
      this.to = to;
      this.end = from;
    }

    int start() {
      return start;
    }

    int length() {
      return end - start;
    }

    boolean next() {
      start = end;
      while (start < to && Boundary.isSpace(text.charAt(start))) {
        start++;
      }
      end = start;
      if (start == to) {
        return false;
      }
      word.setLength(0);
      while (end < to && !Boundary.isSpace(text.charAt(end)) && (end == start || !isAlone(end))) {
        append(text.charAt(end++));
        if (isAlone(end - 1)) {
          break;
        }
      }
      return true;
    }

    int tokens() {
      if (word.isEmpty() || word.length() > LONGEST_WORD) {
        return unknown();
      }
      int tokens = 0;
      for (int at = 0; at < word.length(); tokens++) {
        int longest = PIECES.longestAt(word, at);
        if (longest == 0) {
          return unknown();
        }
        at += longest;
      }
      return tokens;
    }

    private int unknown() {
      return Math.max(1, Math.ceilDiv(length(), CHARS_OF_UNKNOWN_TOKEN));
    }

    private boolean isAlone(int at) {
      char c = text.charAt(at);
      return c < 128 ? !Character.isLetterOrDigit(c) : isPunctuation(c) || isIdeograph(c);
    }

    private void append(char c) {
      if (c < 128) {
        word.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c));
        return;
      }
      String folded =
          Normalizer.normalize(String.valueOf(c).toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
      for (int i = 0; i < folded.length(); i++) {
        if (Character.getType(folded.charAt(i)) != Character.NON_SPACING_MARK) {
          word.append(folded.charAt(i));
        }
      }
    }

    private static boolean isIdeograph(char c) {
      return (c >= '\u3400' && c <= '\u9FFF') || (c >= '\uF900' && c <= '\uFAFF');
    }

    private static boolean isPunctuation(char c) {
      return switch (Character.getType(c)) {
        case Character.CONNECTOR_PUNCTUATION,
            Character.DASH_PUNCTUATION,
            Character.START_PUNCTUATION,
            Character.END_PUNCTUATION,
            Character.INITIAL_QUOTE_PUNCTUATION,
            Character.FINAL_QUOTE_PUNCTUATION,
            Character.OTHER_PUNCTUATION ->
            true;
        default -> false;
      };
    }
  }
}
