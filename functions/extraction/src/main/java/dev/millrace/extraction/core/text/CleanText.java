package dev.millrace.extraction.core.text;

/// Text that every later reader accepts: no unpaired surrogates, no NUL.
public final class CleanText {
  private static final char REPLACEMENT = '\uFFFD';

  private CleanText() {}

  /// {@return the text with each unpaired surrogate and each NUL replaced by U+FFFD}
  public static String of(String text) {
    int fault = nextFault(text, 0);
    if (fault == text.length()) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text);
    for (; fault < text.length(); fault = nextFault(text, fault + 1)) {
      clean.setCharAt(fault, REPLACEMENT);
    }
    return clean.toString();
  }

  private static int nextFault(String text, int from) {
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\0') {
        return at;
      }
      if (Character.isSurrogate(c)) {
        if (!isPairAt(text, at)) {
          return at;
        }
        at++;
      }
      at++;
    }
    return text.length();
  }

  private static boolean isPairAt(String text, int at) {
    return at + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
  }
}
