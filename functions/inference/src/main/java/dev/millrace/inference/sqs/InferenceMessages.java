package dev.millrace.inference.sqs;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.millrace.event.EventData.Reason;
import dev.millrace.id.Ids;
import dev.millrace.inference.core.ClassifyImage;
import dev.millrace.inference.core.Outcome;
import dev.millrace.inference.core.UnderstandDocument;
import dev.millrace.inference.core.image.Classification;
import dev.millrace.inference.core.summary.TextInsight;
import dev.millrace.lambda.FairTurns;
import dev.millrace.lambda.LogLine;
import dev.millrace.lambda.MessageLeases;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.RunLease;
import dev.millrace.upload.arrival.Arrival;
import dev.millrace.upload.s3.ObjectArrivals;

/// Takes in the images, and the extracted documents, that messages tell of.
public final class InferenceMessages {
  private final ClassifyImage images;
  private final UnderstandDocument documents;
  private final FairTurns turns;
  private final MessageLeases leases;
  private final Ids ids;

  public InferenceMessages(
      ClassifyImage images,
      UnderstandDocument documents,
      FairTurns turns,
      MessageLeases leases,
      Ids ids) {
    this.images = images;
    this.documents = documents;
    this.turns = turns;
    this.leases = leases;
    this.ids = ids;
  }

  /// Works on everything that a message tells of, as long as it is its tenant's turn.
  ///
  /// @throws dev.millrace.json.MalformedJsonException if the message is not JSON
  public void handle(SQSMessage message, LogLine line) {
    RunLease.Keeper keeper = leases.of(message);
    for (Arrival arrival : ObjectArrivals.read(message.getBody())) {
      String tenantId = arrival.key().upload().tenantId();
      line.put("upload_id", arrival.key().upload().uploadId()).put("tenant_id", tenantId);
      String request = ids.next("req_");
      line.put("request_id", request);
      if (!turns.take(message, tenantId, () -> tell(work(arrival, request, keeper), line))) {
        line.put("outcome", "postponed");
        return;
      }
    }
  }

  private Outcome work(Arrival arrival, String owner, RunLease.Keeper keeper) {
    return switch (arrival) {
      case Arrival.OfOriginal original when original.key().image() ->
          images.classify(original, owner, keeper);
      case Arrival.Derived(ObjectKey.Derived key) when key.isManifest() ->
          documents.understand(key, owner, keeper);
      case Arrival.OfOriginal _, Arrival.Derived _ -> new Outcome.Dismissed("not_for_inference");
    };
  }

  private static void tell(Outcome outcome, LogLine line) {
    switch (outcome) {
      case Outcome.Dismissed(String reason) ->
          line.put("outcome", "dismissed").put("reason", reason);
      case Outcome.Classified(Classification classification) ->
          line.put("outcome", "classified")
              .put("label", classification.labels().getFirst().id())
              .put("confidence", classification.confidence());
      case Outcome.Understood(int embeddings, TextInsight insight) ->
          line.put("outcome", "understood")
              .put("embeddings", embeddings)
              .put("sentences", insight.sentences());
      case Outcome.Failed(Reason reason) ->
          line.put("outcome", "failed").put("reason", reason.code());
      case Outcome.Overtaken() -> line.put("outcome", "overtaken");
    }
  }
}
