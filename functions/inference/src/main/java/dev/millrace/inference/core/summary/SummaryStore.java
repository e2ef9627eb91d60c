package dev.millrace.inference.core.summary;

import dev.millrace.event.WebhookEvent;
import java.util.Optional;

/// Summaries that were made lately.
public interface SummaryStore {
  /// {@return a summary, as long as it is kept}
  Optional<KeptSummary> findSummary(String tenantId, String summaryId);

  /// Keeps a summary, in place of an earlier one, together with its notice.
  void keep(KeptSummary summary, WebhookEvent notice);
}
