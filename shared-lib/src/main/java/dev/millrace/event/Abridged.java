package dev.millrace.event;

import java.util.List;
import java.util.stream.Stream;

/// How much of something long a notice can hold. The lengths are such that the notice has less than
/// [WebhookEvent#MAX_BODY_BYTES] even if every character takes the six bytes of an escape in JSON.
final class Abridged {
  /// The most characters of a text of which a notice has only one.
  static final int LONG_TEXT = 2000;

  /// The most characters of a text of which a notice may have several.
  static final int SHORT_TEXT = 100;

  private static final int ENTRIES = 10;
  private static final String ELLIPSIS = "…";

  private Abridged() {}

  /// {@return the beginning of a text that is longer than that, else the text}
  static String text(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + ELLIPSIS;
  }

  /// {@return the first entries of a list}
  static <T> Stream<T> list(List<T> list) {
    return list.stream().limit(ENTRIES);
  }
}
