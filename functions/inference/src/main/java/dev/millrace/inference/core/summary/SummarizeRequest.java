package dev.millrace.inference.core.summary;

import dev.millrace.event.EventData.DocumentSummarized;
import dev.millrace.event.WebhookEvent;
import dev.millrace.flag.Flag;
import dev.millrace.flag.Flags;
import dev.millrace.id.Ids;
import dev.millrace.inference.core.model.ModelException;
import dev.millrace.upload.ResultPart.Model;
import dev.millrace.upload.ResultPart.Summary;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Summarises texts that are sent with a request. The same text within a while is answered from
/// what is kept, and longer than that while the model is down.
public final class SummarizeRequest {
  /// How long a summary is given again.
  public static final Flag<Duration> FRESH =
      Flag.duration("summaries.cache", Duration.ofMinutes(5));

  private final SummarizeText summaries;
  private final Model model;
  private final SummaryStore store;
  private final Flags flags;
  private final Clock clock;

  public SummarizeRequest(
      SummarizeText summaries, Model model, SummaryStore store, Flags flags, Clock clock) {
    this.summaries = summaries;
    this.model = model;
    this.store = store;
    this.flags = flags;
    this.clock = clock;
  }

  /// How an answer came about.
  public enum Source {
    /// The model has just made it.
    MODEL,

    /// It was made lately.
    KEPT,

    /// It was made some time ago; the model is down.
    STALE
  }

  /// A summary and how it came about.
  public record Answer(KeptSummary summary, Source source) {}

  /// {@return the summary of a text}
  ///
  /// @param length how many sentences it shall have at most
  /// @throws ModelException if the model gives no answer and none is kept
  public Answer summarize(String tenantId, String text, int length) {
    String id =
        Ids.hash("sum_", tenantId, text, Integer.toString(length), model.name(), model.version());
    Optional<KeptSummary> kept = store.findSummary(tenantId, id);
    Instant freshFrom = clock.instant().minus(flags.get(FRESH, tenantId));
    if (kept.isPresent() && kept.get().createdAt().isAfter(freshFrom)) {
      return new Answer(kept.get(), Source.KEPT);
    }
    try {
      return new Answer(make(tenantId, id, text, length), Source.MODEL);
    } catch (ModelException e) {
      return new Answer(kept.orElseThrow(() -> e), Source.STALE);
    }
  }

  private KeptSummary make(String tenantId, String id, String text, int length) {
    TextInsight insight = summaries.summarize(List.of(text), length);
    Summary summary = insight.summary() == null ? new Summary("", List.of()) : insight.summary();
    KeptSummary made = new KeptSummary(id, tenantId, summary, insight.concepts(), clock.instant());
    DocumentSummarized data =
        new DocumentSummarized(
            id,
            null,
            summary.text(),
            Map.of("sentences", (long) insight.sentences(), "chars", (long) text.length()));
    store.keep(
        made,
        WebhookEvent.of(
            Ids.hash("evt_", id, made.createdAt().toString()),
            tenantId,
            "T#%s#K#%s".formatted(tenantId, id),
            made.createdAt(),
            data));
    return made;
  }
}
