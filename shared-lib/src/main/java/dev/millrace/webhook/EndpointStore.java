package dev.millrace.webhook;

import dev.millrace.event.WebhookEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Where endpoints are kept.
public interface EndpointStore {
  /// How often a change is tried before others have been faster too often.
  int MAX_TRIES = 20;

  /// {@return an endpoint as it stands}
  Optional<Endpoint> find(String tenantId, String endpointId);

  /// {@return all endpoints of a tenant, oldest first}
  List<Endpoint> ofTenant(String tenantId);

  /// {@return whether the endpoint was kept: false if its tenant has as many as it may}
  boolean add(Endpoint endpoint);

  /// {@return whether there was such an endpoint, which is gone now}
  boolean remove(String tenantId, String endpointId);

  /// {@return whether the step and the notices of it were written, as one: false if the endpoint is
  /// no longer at the version that the step was taken from}
  boolean save(Endpoint step, List<WebhookEvent> notices);

  /// Changes an endpoint.
  ///
  /// @param decision what to write, given how the endpoint stands; empty leaves it as it is. It may
  ///   be asked more than once
  /// @return the endpoint as written, or empty if there is none or the decision was to leave it
  default Optional<Endpoint> change(
      String tenantId, String endpointId, Function<Endpoint, Optional<Endpoint>> decision) {
    return change(tenantId, endpointId, decision, _ -> List.of());
  }

  /// Lets nothing more go to an endpoint that is enabled, and tells the tenant's other endpoints.
  default void disable(String tenantId, String endpointId, String reason, Instant now) {
    change(
        tenantId,
        endpointId,
        endpoint -> Optional.of(endpoint).filter(Endpoint::enabled).map(e -> e.disabled(reason)),
        disabled -> List.of(disabled.disabledNotice(now)));
  }

  private Optional<Endpoint> change(
      String tenantId,
      String endpointId,
      Function<Endpoint, Optional<Endpoint>> decision,
      Function<Endpoint, List<WebhookEvent>> notices) {
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Optional<Endpoint> step = find(tenantId, endpointId).flatMap(decision);
      if (step.isEmpty() || save(step.get(), notices.apply(step.get()))) {
        return step;
      }
    }
    throw new IllegalStateException(endpointId + " was changed by others every time");
  }
}
