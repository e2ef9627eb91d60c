package dev.millrace.event;

import dev.millrace.event.EventData.DocumentSummarized;
import dev.millrace.event.EventData.ImageClassified;
import dev.millrace.event.EventData.ImageLabel;
import dev.millrace.event.EventData.InsightGenerated;
import dev.millrace.event.EventData.PatternDetected;
import dev.millrace.event.EventData.Reason;
import dev.millrace.event.EventData.ThoughtCaptured;
import dev.millrace.event.EventData.UploadChanged;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Data whose texts and lists are longer than a notice can hold.
final class LongEvents {
  private static final String NAME = "\u0001".repeat(255);
  private static final String TEXT = "\u0001".repeat(5000);
  private static final int MANY = 200;

  private LongEvents() {}

  /// {@return the data and the path of what it has to leave out, if there is one}
  static Map<EventData, Optional<String>> all() {
    Map<EventData, Optional<String>> all = new LinkedHashMap<>();
    Reason reason = new Reason("page_parse_error", TEXT);
    all.put(
        new UploadChanged(
            EventType.UPLOAD_PARTIAL,
            "up_1",
            "PARTIAL",
            NAME,
            NAME,
            1L,
            "application/pdf",
            "run_1",
            null,
            reason,
            many(reason),
            Map.of("note", TEXT),
            "/v1/uploads/up_1/result",
            null),
        Optional.of("/v1/uploads/up_1"));
    all.put(
        new DocumentSummarized("up_1", "run_1", TEXT, Map.of("sentences", 1L)),
        Optional.of("/v1/uploads/up_1/result"));
    all.put(new DocumentSummarized("sum_1", null, TEXT, Map.of()), Optional.empty());
    all.put(
        new ImageClassified(
            "up_1", "run_1", many(new ImageLabel(NAME, NAME, 0.5, TEXT)), "LOW", TEXT),
        Optional.of("/v1/uploads/up_1/result"));
    all.put(new ThoughtCaptured("tho_1", many(TEXT)), Optional.of("/v1/thoughts/tho_1"));
    all.put(
        new InsightGenerated("ins_1", "tho_1", TEXT, many("/v1/uploads/up_1"), many(0.5)),
        Optional.empty());
    all.put(
        new PatternDetected("pat_1", "recurring_concept", TEXT, 0.5, many("tho_1")),
        Optional.empty());
    return all;
  }

  private static <T> List<T> many(T one) {
    return Collections.nCopies(MANY, one);
  }
}
