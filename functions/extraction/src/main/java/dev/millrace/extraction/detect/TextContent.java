package dev.millrace.extraction.detect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.millrace.extraction.core.text.Dialect;
import dev.millrace.extraction.core.text.DialectSniffer;
import dev.millrace.upload.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells what a text is: by marks that no other kind of text has, else by its name, else by its
/// shape.
final class TextContent {
  static final String HTML = "text/html";
  static final String XML = "application/xml";
  static final String JSON = "application/json";
  static final String CSV = "text/csv";
  static final String EMAIL = "message/rfc822";
  static final String PLAIN = "text/plain";

  private static final JsonFactory JSON_READER = new JsonFactory();
  private static final Pattern HTML_MARK =
      Pattern.compile(
          "(?is)\\s*(<\\?xml[^>]*>\\s*)?(<!--.*?-->\\s*)*(<!doctype\\s+html|<html[\\s>]|<head[\\s>]|<body[\\s>]).*");
  private static final Pattern HTML_TAG =
      Pattern.compile("(?i)<(html|head|body|title|meta|table|div|p|br|h[1-6]|a\\s+href)[\\s/>]");
  private static final Pattern XML_MARK = Pattern.compile("(?s)\\s*<\\?xml\\s.*");
  private static final Pattern HEADER_LINE = Pattern.compile("([A-Za-z][A-Za-z0-9-]{1,40}): ?.*");
  private static final Set<String> MAIL_HEADERS =
      Set.of(
          "from",
          "to",
          "cc",
          "subject",
          "date",
          "message-id",
          "mime-version",
          "received",
          "return-path",
          "delivered-to",
          "reply-to",
          "content-type",
          "x-mailer",
          "sender",
          "x-apparently-to",
          "x-original-to",
          "x-universally-unique-identifier");
  private static final int LEAST_MAIL_HEADERS = 3;
  private static final int MOST_HEADER_LINES = 300;

  /// What a text's name may make of it that its shape does not tell.
  private static final Set<String> TOLD_BY_NAME =
      Set.of(CSV, "text/tab-separated-values", PLAIN, "text/markdown");

  private TextContent() {}

  /// {@return the media type of a text that begins with `head`}
  ///
  /// @param more whether the text goes on behind it
  static String of(String head, boolean more, String filename) {
    Optional<String> named = Kind.contentTypeOf(filename);
    if (HTML_MARK.matcher(head).matches() || (is(named, HTML) && HTML_TAG.matcher(head).find())) {
      return HTML;
    }
    if (XML_MARK.matcher(head).matches()) {
      return XML;
    }
    if (isMail(head)) {
      return EMAIL;
    }
    if (isJson(head, more)) {
      return JSON;
    }
    return named
        .filter(TOLD_BY_NAME::contains)
        .map(type -> Kind.ofContentType(type).filter(Kind.CSV::equals).isPresent() ? CSV : type)
        .orElseGet(() -> byShape(head));
  }

  private static String byShape(String head) {
    if (HTML_TAG.matcher(head).results().limit(3).count() == 3) {
      return HTML;
    }
    Dialect dialect = DialectSniffer.sniff(head);
    // Colons stand in settings, logs and times too.
    return dialect.tabular() && dialect.separator() != ':' ? CSV : PLAIN;
  }

  private static boolean is(Optional<String> named, String type) {
    return named.filter(type::equals).isPresent();
  }

  private static boolean isMail(String head) {
    int headers = 0;
    List<String> lines = head.lines().limit(MOST_HEADER_LINES).toList();
    for (int i = 0; i < lines.size() && !lines.get(i).isEmpty(); i++) {
      String line = lines.get(i);
      boolean envelope = i == 0 && line.startsWith("From ");
      boolean goesOn = i > 0 && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
      if (!envelope && !goesOn) {
        Matcher header = HEADER_LINE.matcher(line);
        if (!header.matches()) {
          return false;
        }
        headers += MAIL_HEADERS.contains(header.group(1).toLowerCase(Locale.ROOT)) ? 1 : 0;
      }
    }
    return headers >= LEAST_MAIL_HEADERS;
  }

  /// {@return whether it is an object or an array, or the beginning of one}
  private static boolean isJson(String head, boolean more) {
    String start = head.stripLeading();
    if (!start.startsWith("{") && !start.startsWith("[")) {
      return false;
    }
    try (JsonParser parser = JSON_READER.createParser(head)) {
      while (parser.nextToken() != null) {
        // a mistake would show
      }
      return true;
    } catch (JsonEOFException e) {
      return more;
    } catch (IOException e) {
      return false;
    }
  }
}
