package dev.millrace.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// What became of a file, for people.
final class Card {
  private static final int LINE = 88;
  private static final int LABELS = 3;

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
    row(card, "labels", labels(report.fact("labels")));
    wrapped(card, "summary", report.fact("summary").asText());
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

  private static String labels(JsonNode labels) {
    return StreamSupport.stream(labels.spliterator(), false)
        .limit(LABELS)
        .map(label ->
            String.format(
                Locale.ROOT,
                "%s %.1f %%",
                label.path("name").asText(),
                label.path("probability").asDouble() * 100))
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
