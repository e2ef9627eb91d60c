package dev.millrace.webhook;

import java.util.List;
import java.util.Optional;

/// Where endpoints are kept.
public interface EndpointStore {
  /// {@return an endpoint as it stands}
  Optional<Endpoint> find(String tenantId, String endpointId);

  /// {@return all endpoints of a tenant, oldest first}
  List<Endpoint> ofTenant(String tenantId);

  /// {@return whether the endpoint was kept: false if its tenant has as many as it may}
  boolean add(Endpoint endpoint);

  /// {@return whether there was such an endpoint, which is gone now}
  boolean remove(String tenantId, String endpointId);

  /// Lets nothing more go to an endpoint, if it is still there.
  void disable(String tenantId, String endpointId, String reason);
}
