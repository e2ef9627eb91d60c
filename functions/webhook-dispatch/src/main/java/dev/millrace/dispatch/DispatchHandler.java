package dev.millrace.dispatch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.millrace.dispatch.core.DeliverWebhook;
import dev.millrace.dispatch.core.Outcome;
import dev.millrace.json.Json;
import dev.millrace.lambda.LogLine;
import dev.millrace.lambda.PowertoolsTracer;
import dev.millrace.lambda.SqsBatch;
import dev.millrace.lambda.Work;
import dev.millrace.webhook.DeliveryRequested;
import java.util.Locale;

/// SQS entry point: each message asks for one attempt.
public final class DispatchHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final DeliverWebhook deliverWebhook;
  private final Work work;

  /// Called once by Lambda at init.
  public DispatchHandler() {
    this(
        Wiring.deliverWebhook(DispatchConfig.from(System.getenv())),
        new Work(new PowertoolsTracer()));
  }

  DispatchHandler(DeliverWebhook deliverWebhook, Work work) {
    this.deliverWebhook = deliverWebhook;
    this.work = work;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return work.invocation(
        context, () -> SqsBatch.atOnce(event, work, "delivery.attempted", this::attempt));
  }

  private void attempt(SQSMessage message, LogLine line) {
    DeliveryRequested request = Json.read(message.getBody(), DeliveryRequested.class);
    line.put("delivery_id", request.deliveryId()).put("attempt", request.attempt());
    Outcome outcome = deliverWebhook.attempt(request);
    switch (outcome) {
      case Outcome.Attempted(var delivery, var attempt) ->
          line.put("outcome", delivery.state().name().toLowerCase(Locale.ROOT))
              .put("tenant_id", delivery.tenantId())
              .put("endpoint_id", delivery.endpointId())
              .put("event_id", delivery.eventId())
              .put("event_type", delivery.type().wireName())
              .put("status", attempt.status())
              .put("send_error", attempt.error())
              .put("exchange_millis", attempt.durationMillis());
      case Outcome.Waiting(var delivery, var passage) ->
          line.put("outcome", "waiting")
              .put("tenant_id", delivery.tenantId())
              .put("endpoint_id", delivery.endpointId())
              .put("event_id", delivery.eventId())
              .put("waits_for", passage.toString());
      case Outcome.Superseded _ -> line.put("outcome", "superseded");
      case Outcome.LeaseLost _ -> line.put("outcome", "lease_lost");
    }
  }
}
