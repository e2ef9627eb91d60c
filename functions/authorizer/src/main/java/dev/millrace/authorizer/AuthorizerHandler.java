package dev.millrace.authorizer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.SimpleIAMPolicyResponse;
import dev.millrace.auth.Caller;
import dev.millrace.auth.Decision;
import dev.millrace.auth.Decision.Allowed;
import dev.millrace.auth.Decision.Denied;
import dev.millrace.lambda.LogLine;
import dev.millrace.lambda.PowertoolsTracer;
import dev.millrace.lambda.Work;
import java.util.Map;
import java.util.TreeSet;
import org.crac.Core;

/// HTTP API authorizer, payload 2.0 with simple responses.
///
/// It fails closed: when keys cannot be looked up it throws, and the gateway refuses the request
/// with 500. It does not answer "denied" then, since the gateway would remember that.
public final class AuthorizerHandler
    implements RequestHandler<APIGatewayV2CustomAuthorizerEvent, SimpleIAMPolicyResponse> {
  private final Wiring wiring;
  private final Work work;

  /// Called once by Lambda at init.
  public AuthorizerHandler() {
    this(Wiring.of(AuthorizerConfig.from(System.getenv())), new Work(new PowertoolsTracer()));
    Core.getGlobalContext().register(wiring.snapshotHooks());
  }

  AuthorizerHandler(Wiring wiring, Work work) {
    this.wiring = wiring;
    this.work = work;
  }

  @Override
  public SimpleIAMPolicyResponse handleRequest(
      APIGatewayV2CustomAuthorizerEvent event, Context context) {
    String authorization = event.getIdentitySource().getFirst();
    return work.invocation(
        context,
        () ->
            work.unit(
                "caller.authorized",
                line -> answer(wiring.authorizeCaller().decide(authorization), line)));
  }

  private static SimpleIAMPolicyResponse answer(Decision decision, LogLine line) {
    return switch (decision) {
      case Allowed(Caller caller) -> {
        line.put("tenant_id", caller.tenantId()).put("key_id", caller.keyId());
        yield new SimpleIAMPolicyResponse(true, context(caller));
      }
      case Denied(Decision.Cause cause) -> {
        line.put("outcome", "denied").put("cause", cause.code());
        yield new SimpleIAMPolicyResponse(false, Map.of());
      }
    };
  }

  private static Map<String, String> context(Caller caller) {
    return Map.of(
        "tenantId", caller.tenantId(),
        "keyId", caller.keyId(),
        "scopes", String.join(" ", new TreeSet<>(caller.scopes())));
  }
}
