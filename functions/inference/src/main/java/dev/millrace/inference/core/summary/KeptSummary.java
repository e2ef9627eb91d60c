package dev.millrace.inference.core.summary;

import dev.millrace.upload.ResultPart.Concept;
import dev.millrace.upload.ResultPart.Summary;
import java.time.Instant;
import java.util.List;

/// A summary of a text that somebody has sent.
///
/// @param summaryId follows from the tenant, the text, the length and the model
public record KeptSummary(
    String summaryId, String tenantId, Summary summary, List<Concept> concepts, Instant createdAt) {
  public KeptSummary {
    concepts = List.copyOf(concepts);
  }
}
