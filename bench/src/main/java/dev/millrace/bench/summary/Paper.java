package dev.millrace.bench.summary;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A paper taken apart.
///
/// @param summary what its authors say of it, its abstract
/// @param keywords those of its authors; may be none
/// @param body from its introduction to its references
record Paper(String summary, List<String> keywords, String body) {
  private static final Pattern ABSTRACT =
      Pattern.compile(
          "(?s)\\nAbstract[.:]?\\s*\\n?(.*?)\\n\\s*(Keywords?\\s*:|Contents|1\\.?\\s+\\p{Lu}|Introduction)");
  private static final Pattern KEYWORDS =
      Pattern.compile("(?s)\\nKeywords?\\s*:\\s*(.*?)(\\n\\s*\\n|\\.\\s*\\n)");
  private static final Pattern INTRODUCTION =
      Pattern.compile("\\n(1\\.?\\s+)?(Introduction|Motivation|Overview)[^\\n]*\\n");
  private static final int FAR_IN = 3000;
  private static final int MIN_WORDS = 40;
  private static final int MAX_WORDS = 320;
  private static final int MIN_BODY = 5000;

  /// {@return the paper in a text, or empty if it has no abstract of a usual length}
  static Optional<Paper> of(String text) {
    Matcher found = ABSTRACT.matcher("\n" + text);
    if (!found.find()) {
      return Optional.empty();
    }
    String summary = joined(found.group(1));
    int words = Words.of(summary).size();
    String body = body(text.substring(Math.min(found.end(1), text.length())));
    return words < MIN_WORDS || words > MAX_WORDS || body.length() < MIN_BODY
        ? Optional.empty()
        : Optional.of(new Paper(summary, keywords("\n" + text), body));
  }

  private static String body(String rest) {
    Matcher introduction = INTRODUCTION.matcher(rest);
    String body =
        introduction.find() && introduction.start() < FAR_IN
            ? rest.substring(introduction.end())
            : rest;
    int references = body.lastIndexOf("\nReferences");
    return references > 0 ? body.substring(0, references) : body;
  }

  private static List<String> keywords(String text) {
    Matcher found = KEYWORDS.matcher(text);
    return found.find()
        ? Arrays.stream(joined(found.group(1)).split("[,;]"))
            .map(String::strip)
            .filter(keyword -> !keyword.isEmpty() && !keyword.equals("R"))
            .distinct()
            .toList()
        : List.of();
  }

  private static String joined(String lines) {
    return lines.replaceAll("-\\n", "").replaceAll("\\s+", " ").strip();
  }
}
