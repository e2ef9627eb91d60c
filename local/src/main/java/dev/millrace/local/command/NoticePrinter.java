package dev.millrace.local.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.local.json.Json;
import dev.millrace.local.webhook.Notice;
import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.SequencedSet;

/// Prints what came to a subscriber, a line each, and tells what came before.
final class NoticePrinter {
  private static final int REMEMBERED = 10_000;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private final PrintStream out;
  private final boolean json;
  private final SequencedSet<String> seen = new LinkedHashSet<>();

  NoticePrinter(PrintStream out, boolean json) {
    this.out = out;
    this.json = json;
  }

  /// Prints a request and the status it was answered with.
  synchronized void print(Notice notice, int status) {
    boolean again = notice.isGenuine() && !seen.add(notice.id());
    if (seen.size() > REMEMBERED) {
      seen.removeFirst();
    }
    out.println(json ? object(notice, status, again) : line(notice, status, again));
    out.flush();
  }

  private static String line(Notice notice, int status, boolean again) {
    String verdict = notice.verdict().name();
    return "%s  %-8s  %-20s  %s  %s%s  → %d%s"
        .formatted(
            TIME.format(notice.at().atZone(ZoneId.systemDefault())),
            notice.isGenuine() ? verdict.toLowerCase(Locale.ROOT) : verdict,
            notice.type(),
            notice.id(),
            notice.uploadId(),
            notice.sequence().isEmpty() ? "" : " #" + notice.sequence(),
            status,
            again ? "  (again)" : "");
  }

  private static String object(Notice notice, int status, boolean again) {
    ObjectNode line =
        Json.object()
            .put("at", notice.at().toString())
            .put("verdict", notice.verdict().name())
            .put("id", notice.id())
            .put("type", notice.type())
            .put("again", again)
            .put("status", status);
    line.set("body", notice.body());
    return Json.write(line);
  }
}
