package dev.millrace.extraction.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands before the text of a mail, or of a part of it.
///
/// @param byName lower-case name → value, of several the first
record Headers(Map<String, String> byName) {
  private static final int MAX_BYTES = 256 * 1024;
  private static final int MAX_HEADERS = 1_000;
  private static final Pattern FOLD = Pattern.compile("\\r?\\n(?=[ \\t])");

  Headers {
    byName = Map.copyOf(byName);
  }

  /// {@return the headers of a text that they are the beginning of}
  static Headers of(byte[] bytes, int from, int to) {
    int end = Math.min(to, from + MAX_BYTES);
    String text = FOLD.matcher(new String(bytes, from, end - from, UTF_8)).replaceAll(" ");
    Map<String, String> headers = new HashMap<>();
    List<String> lines = text.lines().limit(MAX_HEADERS).toList();
    for (String line : lines) {
      if (line.isBlank()) {
        break;
      }
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.putIfAbsent(
            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip());
      }
    }
    return new Headers(headers);
  }

  /// {@return a value as it is written, empty if there is none}
  String raw(String name) {
    return byName.getOrDefault(name, "");
  }

  /// {@return a value as people read it, empty if there is none}
  String text(String name) {
    return EncodedWords.decode(raw(name));
  }

  /// {@return a value without its parameters, in lower case}
  String essence(String name) {
    String value = raw(name);
    int parameters = value.indexOf(';');
    return (parameters < 0 ? value : value.substring(0, parameters))
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  /// {@return a parameter of a value, empty if there is none}
  String parameter(String name, String parameter) {
    Matcher found =
        Pattern.compile(
                "(?i);\\s*" + parameter + "\\*?(?:0\\*?)?\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]+))")
            .matcher(raw(name));
    if (!found.find()) {
      return "";
    }
    String value = found.group(1) == null ? found.group(2) : found.group(1);
    return EncodedWords.decode(value.replaceFirst("^[A-Za-z0-9-]+'[A-Za-z-]*'", ""));
  }
}
