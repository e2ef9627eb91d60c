package dev.millrace.socket;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.millrace.lambda.PowertoolsTracer;
import dev.millrace.lambda.Work;

/// WebSocket API entry point: who connects, listens and leaves.
public final class SocketHandler
    implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
  private final SocketRoutes routes;
  private final Work work;

  /// Called once by Lambda at init.
  public SocketHandler() {
    this(Wiring.routes(SocketConfig.from(System.getenv())), new Work(new PowertoolsTracer()));
  }

  SocketHandler(SocketRoutes routes, Work work) {
    this.routes = routes;
    this.work = work;
  }

  @Override
  public APIGatewayV2WebSocketResponse handleRequest(
      APIGatewayV2WebSocketEvent event, Context context) {
    return work.invocation(
        context, () -> work.unit("socket.answered", line -> routes.answer(event, line)));
  }
}
