package dev.millrace.http;

import dev.millrace.auth.Caller;
import dev.millrace.limit.Limit;
import dev.millrace.limit.Permit;
import dev.millrace.limit.RateLimiter;
import java.util.Optional;
import java.util.function.Function;

/// Counts requests by the caller's key and by the client's address, and tells every answer what is
/// left. A route that is called without a key is limited by address alone.
public final class RateGate implements Gate {
  private static final String NO_TENANT = "";

  private final RateLimiter limiter;
  private final ClientAddress addresses;

  public RateGate(RateLimiter limiter, ClientAddress addresses) {
    this.limiter = limiter;
    this.addresses = addresses;
  }

  @Override
  public HttpResponse pass(
      Limit limit, HttpRequest request, Function<HttpRequest, HttpResponse> action) {
    Optional<Caller> caller = request.caller();
    String tenantId = caller.map(Caller::tenantId).orElse(NO_TENANT);
    Permit permit = take(Limit.ADDRESS, tenantId, addresses.of(request));
    if (caller.isPresent()) {
      permit = take(limit, tenantId, subject(caller.get()));
    }
    try {
      HttpResponse response = action.apply(request);
      RateHeaders.of(permit).forEach(response::header);
      return response;
    } catch (ApiProblem problem) {
      RateHeaders.of(permit).forEach(problem::withHeader);
      throw problem;
    }
  }

  /// {@return whose requests are counted together}
  public static String subject(Caller caller) {
    return caller.tenantId() + "#" + caller.keyId();
  }

  private Permit take(Limit limit, String tenantId, String subject) {
    Permit permit = limiter.take(limit, tenantId, subject, 1);
    if (permit.granted() == 0) {
      throw RateHeaders.refusal(permit);
    }
    return permit;
  }
}
