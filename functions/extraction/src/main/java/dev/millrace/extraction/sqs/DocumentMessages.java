package dev.millrace.extraction.sqs;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.millrace.extraction.core.Deadline;
import dev.millrace.extraction.core.DocumentFacts;
import dev.millrace.extraction.core.ExtractDocument;
import dev.millrace.extraction.core.Failure;
import dev.millrace.extraction.core.Outcome;
import dev.millrace.id.Ids;
import dev.millrace.lambda.FairTurns;
import dev.millrace.lambda.LogLine;
import dev.millrace.lambda.MessageLeases;
import dev.millrace.upload.RunLease;
import dev.millrace.upload.arrival.Arrival;
import dev.millrace.upload.s3.ObjectArrivals;
import java.time.Clock;
import java.time.Duration;

/// Takes in the documents that messages tell of.
public final class DocumentMessages {
  /// What is left of an invocation when reading must stop, for the end to be written.
  private static final Duration TIME_TO_END = Duration.ofSeconds(20);

  private final ExtractDocument documents;
  private final FairTurns turns;
  private final MessageLeases leases;
  private final Ids ids;
  private final Clock clock;

  public DocumentMessages(
      ExtractDocument documents, FairTurns turns, MessageLeases leases, Ids ids, Clock clock) {
    this.documents = documents;
    this.turns = turns;
    this.leases = leases;
    this.ids = ids;
    this.clock = clock;
  }

  /// Extracts every document that a message tells of, as long as it is their tenant's turn.
  ///
  /// @param remaining how long the invocation may still last
  /// @throws dev.millrace.json.MalformedJsonException if the message is not JSON
  public void handle(SQSMessage message, Duration remaining, LogLine line) {
    Deadline deadline = Deadline.in(remaining.minus(TIME_TO_END), clock);
    RunLease.Keeper keeper = leases.of(message);
    for (Arrival arrival : ObjectArrivals.read(message.getBody())) {
      if (arrival instanceof Arrival.OfOriginal original) {
        String tenantId = original.key().upload().tenantId();
        line.put("upload_id", original.key().upload().uploadId()).put("tenant_id", tenantId);
        if (!turns.take(message, tenantId, () -> extract(original, keeper, deadline, line))) {
          line.put("outcome", "postponed");
          return;
        }
      }
    }
  }

  private void extract(
      Arrival.OfOriginal original, RunLease.Keeper keeper, Deadline deadline, LogLine line) {
    tell(documents.extract(original, ids.next("own_"), keeper, deadline), line);
  }

  private static void tell(Outcome outcome, LogLine line) {
    switch (outcome) {
      case Outcome.Dismissed(String reason) ->
          line.put("outcome", "dismissed").put("reason", reason);
      case Outcome.Extracted(DocumentFacts facts) ->
          line.put("outcome", "extracted")
              .put("pages", facts.pages())
              .put("failed_pages", facts.failedPages().size())
              .put("chars", facts.chars())
              .put("chunks", facts.chunks());
      case Outcome.Failed(Failure failure, String detail) ->
          line.put("outcome", "failed")
              .put("reason", failure.reason().code())
              .put("detail", detail);
      case Outcome.Continued(int pages) -> line.put("outcome", "continued").put("pages", pages);
      case Outcome.SentElsewhere() -> line.put("outcome", "sent_elsewhere");
      case Outcome.AnnouncedAgain() -> line.put("outcome", "announced_again");
      case Outcome.Overtaken() -> line.put("outcome", "overtaken");
    }
  }
}
