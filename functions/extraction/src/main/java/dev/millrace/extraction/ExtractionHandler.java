package dev.millrace.extraction;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import dev.millrace.extraction.pdf.PageRecognizer;
import dev.millrace.extraction.sqs.DocumentMessages;
import dev.millrace.lambda.PowertoolsTracer;
import dev.millrace.lambda.SqsBatch;
import dev.millrace.lambda.SqsEvents;
import dev.millrace.lambda.Work;
import java.time.Duration;
import java.util.Map;

/// SQS entry point: each message tells of a document that has been uploaded. Takes a bare S3 event
/// too.
public final class ExtractionHandler
    implements RequestHandler<Map<String, Object>, SQSBatchResponse> {
  private final DocumentMessages documents;
  private final Work work;

  /// Called once by Lambda at init.
  public ExtractionHandler() {
    this(
        Wiring.documentMessages(
            ExtractionConfig.from(System.getenv()), Map.of(), PageRecognizer.NONE),
        new Work(new PowertoolsTracer()));
  }

  ExtractionHandler(DocumentMessages documents, Work work) {
    this.documents = documents;
    this.work = work;
  }

  @Override
  public SQSBatchResponse handleRequest(Map<String, Object> event, Context context) {
    return work.invocation(
        context,
        () ->
            SqsBatch.forEach(
                SqsEvents.of(event),
                work,
                "document.extracted",
                (message, line) ->
                    documents.handle(
                        message, Duration.ofMillis(context.getRemainingTimeInMillis()), line)));
  }
}
