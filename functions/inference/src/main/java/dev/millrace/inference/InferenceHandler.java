package dev.millrace.inference;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import dev.millrace.inference.sqs.InferenceMessages;
import dev.millrace.lambda.PowertoolsTracer;
import dev.millrace.lambda.SqsBatch;
import dev.millrace.lambda.SqsEvents;
import dev.millrace.lambda.Work;
import java.util.Map;

/// SQS entry point: each message tells of an image that has been uploaded, or of a document whose
/// chunks lie ready. Takes a bare S3 event too.
public final class InferenceHandler
    implements RequestHandler<Map<String, Object>, SQSBatchResponse> {
  private final InferenceMessages messages;
  private final Work work;

  /// Called once by Lambda at init.
  public InferenceHandler() {
    this(Wiring.messages(InferenceConfig.from(System.getenv())), new Work(new PowertoolsTracer()));
  }

  InferenceHandler(InferenceMessages messages, Work work) {
    this.messages = messages;
    this.work = work;
  }

  @Override
  public SQSBatchResponse handleRequest(Map<String, Object> event, Context context) {
    return work.invocation(
        context,
        () -> SqsBatch.forEach(SqsEvents.of(event), work, "inference.done", messages::handle));
  }
}
