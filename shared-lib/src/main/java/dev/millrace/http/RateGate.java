package dev.millrace.http;

import dev.millrace.auth.Caller;
import dev.millrace.limit.Limit;
import dev.millrace.limit.Permit;
import dev.millrace.limit.RateLimiter;
import dev.millrace.limit.RateLimiter.Wish;
import java.util.List;
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
    Wish byAddress = new Wish(Limit.ADDRESS, tenantId, addresses.of(request), 1);
    Permit permit =
        caller
            .map(known -> take(byAddress, new Wish(limit, tenantId, subject(known), 1)))
            .orElseGet(() -> take(byAddress));
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

  /// {@return what the last of the limits leaves}
  private Permit take(Wish... wishes) {
    List<Permit> permits = limiter.takeTogether(List.of(wishes));
    permits.stream()
        .filter(permit -> !permit.allowed())
        .findFirst()
        .ifPresent(refused -> {
          throw RateHeaders.refusal(refused);
        });
    return permits.getLast();
  }
}
