package dev.millrace.relay;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.millrace.lambda.PowertoolsTracer;
import dev.millrace.lambda.Work;

/// Stream entry point: each record shows an item of the uploads table that was written.
public final class RelayHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
  private final Relay relay;
  private final Work work;

  /// Called once by Lambda at init.
  public RelayHandler() {
    this.work = new Work(new PowertoolsTracer());
    this.relay = Wiring.relay(RelayConfig.from(System.getenv()), work);
  }

  RelayHandler(Relay relay, Work work) {
    this.relay = relay;
    this.work = work;
  }

  @Override
  public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
    return work.invocation(context, () -> relay.relay(event.getRecords()));
  }
}
