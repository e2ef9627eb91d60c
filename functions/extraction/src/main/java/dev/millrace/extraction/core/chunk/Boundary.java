package dev.millrace.extraction.core.chunk;

/// Where a paragraph that is too long may be cut, from the best place to the worst.
enum Boundary {
  /// Behind the full stop of a sentence.
  SENTENCE {
    @Override
    boolean isAt(CharSequence text, int cut) {
      int last = cut - 1;
      while (last > 0 && CLOSERS.indexOf(text.charAt(last)) >= 0) {
        last--;
      }
      char mark = text.charAt(last);
      return FULL_WIDTH_STOPS.indexOf(mark) >= 0
          || (STOPS.indexOf(mark) >= 0 && isSpace(text.charAt(cut)));
    }
  },
  /// At the end of a line.
  LINE {
    @Override
    boolean isAt(CharSequence text, int cut) {
      return text.charAt(cut) == '\n';
    }
  },
  /// Between two words.
  WORD {
    @Override
    boolean isAt(CharSequence text, int cut) {
      return isSpace(text.charAt(cut));
    }
  },
  /// Anywhere but inside a character.
  CHARACTER {
    @Override
    boolean isAt(CharSequence text, int cut) {
      return !Character.isLowSurrogate(text.charAt(cut));
    }
  };

  private static final String STOPS = ".!?\u2026";
  private static final String FULL_WIDTH_STOPS = "\u3002\uFF01\uFF1F";
  private static final String CLOSERS = "\"')]}\u2019\u201D\u00BB\u300D\u300F";

  /// {@return whether the text may be cut before the character at `cut`}
  abstract boolean isAt(CharSequence text, int cut);

  /// {@return the last such place in (`from`, `to`], or -1}
  int last(CharSequence text, int from, int to) {
    for (int cut = to; cut > from; cut--) {
      if (isAt(text, cut)) {
        return cut;
      }
    }
    return -1;
  }

  /// {@return the first such place in [`from`, `to`), or -1}
  int first(CharSequence text, int from, int to) {
    for (int cut = from; cut < to; cut++) {
      if (isAt(text, cut)) {
        return cut;
      }
    }
    return -1;
  }

  /// {@return whether the character is white space of any kind}
  static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
