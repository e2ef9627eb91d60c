package dev.millrace.extraction.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Decodes the encoded words of headers, RFC 2047.
final class EncodedWords {
  private static final Pattern WORD =
      Pattern.compile("=\\?([^?\\s]{1,40})\\?([BbQq])\\?([^?\\s]*)\\?=");
  private static final Pattern BETWEEN = Pattern.compile("(?<=\\?=)\\s+(?==\\?[^?\\s]{1,40}\\?)");

  private EncodedWords() {}

  /// {@return a header's value as people read it}
  static String decode(String value) {
    return WORD.matcher(BETWEEN.matcher(value).replaceAll(""))
        .replaceAll(word -> Matcher.quoteReplacement(decoded(word)));
  }

  private static String decoded(MatchResult word) {
    byte[] text = word.group(3).getBytes(ISO_8859_1);
    byte[] bytes =
        word.group(2).equalsIgnoreCase("B")
            ? Transfer.BASE64.decode(text)
            : Transfer.QUOTED_PRINTABLE.decode(underscoresAsSpaces(text));
    return new String(bytes, charset(word.group(1)));
  }

  /// {@return a charset by name, UTF-8 if there is none of that name}
  static Charset charset(String name) {
    try {
      return Charset.isSupported(name) ? Charset.forName(name) : UTF_8;
    } catch (IllegalCharsetNameException e) {
      return UTF_8;
    }
  }

  private static byte[] underscoresAsSpaces(byte[] text) {
    return new String(text, ISO_8859_1).replace('_', ' ').getBytes(ISO_8859_1);
  }
}
