package dev.millrace.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What became of a file, for people.
final class Card {
  private static final int LINE = 88;
  private static final int LABELS = 3;
  private static final int GROUPS = 2;
  private static final int CONCEPTS = 8;

  /// Groups below it are not worth a word.
  private static final double NOTEWORTHY = 0.01;

  private Card() {}

  static String of(FileReport report) {
    StringBuilder card = new StringBuilder();
    card.append(
        "%n%s %s  %s%n"
            .formatted(
                report.passed() ? "✓" : "✗",
                report.fact("file").asText(),
                report.fact("state").asText()));
    row(card, "type", report.fact("detectedType").asText());
    row(card, "content", content(report));
    picture(card, report);
    wrapped(card, "summary", report.fact("summary").asText());
    wrapped(card, "concepts", names(report.fact("concepts"), CONCEPTS));
    row(card, "text", report.fact("textPath").asText());
    JsonNode error = report.fact("error");
    if (error.isObject()) {
      wrapped(card, "reason", error.path("code").asText() + ": " + error.path("message").asText());
    }
    JsonNode webhook = report.fact("webhook");
    if (webhook.isObject()) {
      row(
          card,
          "webhook",
          "%s %s, signature %s"
              .formatted(
                  webhook.path("type").asText(),
                  webhook.path("id").asText(),
                  webhook.path("verified").asBoolean() ? "verified" : "NOT VALID"));
    }
    row(card, "time", times(report.fact("ms")));
    return card.toString();
  }

  private static String content(FileReport report) {
    return List.of("pages", "chars", "chunks").stream()
        .filter(report.json()::has)
        .map(name -> String.format(Locale.ROOT, "%,d %s", report.fact(name).asLong(), name))
        .collect(Collectors.joining(", "));
  }

  private static void picture(StringBuilder card, FileReport report) {
    JsonNode labels = report.fact("labels");
    if (labels.isEmpty()) {
      return;
    }
    String doubt =
        switch (report.fact("confidence").asText()) {
          case "HIGH" -> "";
          case "MEDIUM" -> "  (perhaps)";
          default -> "  (a guess)";
        };
    row(card, "shows", likely(labels, LABELS) + doubt);
    wrapped(card, "", labels.path(0).path("description").asText());
    row(card, "kind", likely(report.fact("groups"), GROUPS));
    wrapped(card, "advice", report.fact("retakeMessage").asText());
  }

  private static String likely(JsonNode classes, int limit) {
    return classes
        .valueStream()
        .filter(known -> known.path("probability").asDouble() >= NOTEWORTHY)
        .limit(limit)
        .map(known ->
            String.format(
                Locale.ROOT,
                "%s %.0f %%",
                known.path("name").asText(),
                known.path("probability").asDouble() * 100))
        .collect(Collectors.joining(", "));
  }

  private static String names(JsonNode things, int limit) {
    return things
        .valueStream()
        .limit(limit)
        .map(thing -> thing.path("name").asText())
        .collect(Collectors.joining(", "));
  }

  private static String times(JsonNode times) {
    return times
        .propertyStream()
        .map(time -> "%s %d ms".formatted(time.getKey(), time.getValue().asLong()))
        .collect(Collectors.joining(", "));
  }

  private static void row(StringBuilder card, String name, String value) {
    if (!value.isEmpty()) {
      card.append("  %-9s %s%n".formatted(name, value));
    }
  }

  private static void wrapped(StringBuilder card, String name, String text) {
    String label = name;
    for (String line : lines(text.strip())) {
      row(card, label, line);
      label = "";
    }
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : List.of(text.split("\\s+", -1))) {
      if (line.length() + word.length() > LINE) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
