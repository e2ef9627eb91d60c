package dev.millrace.inference;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.millrace.http.Router;
import dev.millrace.lambda.PowertoolsTracer;
import dev.millrace.lambda.Work;

/// HTTP entry point of what needs a model at once.
public final class InferenceHttpHandler
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final Router router;

  /// Called once by Lambda at init.
  public InferenceHttpHandler() {
    this(
        Wiring.router(InferenceHttpConfig.from(System.getenv()), new Work(new PowertoolsTracer())));
  }

  InferenceHttpHandler(Router router) {
    this.router = router;
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return router.handle(event, context);
  }
}
