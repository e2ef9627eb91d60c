package dev.millrace.testing;

import dev.millrace.event.WebhookEvent;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.EndpointStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Endpoints in memory.
public final class MemoryEndpoints implements EndpointStore {
  private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
  private final List<WebhookEvent> notices = new ArrayList<>();

  @Override
  public synchronized Optional<Endpoint> find(String tenantId, String endpointId) {
    return Optional.ofNullable(endpoints.get(endpointId))
        .filter(endpoint -> endpoint.tenantId().equals(tenantId));
  }

  @Override
  public synchronized List<Endpoint> ofTenant(String tenantId) {
    return endpoints.values().stream()
        .filter(endpoint -> endpoint.tenantId().equals(tenantId))
        .sorted(Comparator.comparing(Endpoint::createdAt))
        .toList();
  }

  @Override
  public synchronized boolean add(Endpoint endpoint) {
    if (ofTenant(endpoint.tenantId()).size() >= Endpoint.MAX_PER_TENANT) {
      return false;
    }
    endpoints.put(endpoint.id(), endpoint);
    return true;
  }

  @Override
  public synchronized boolean remove(String tenantId, String endpointId) {
    return find(tenantId, endpointId).map(e -> endpoints.remove(e.id())).isPresent();
  }

  @Override
  public synchronized boolean save(Endpoint step, List<WebhookEvent> told) {
    boolean written =
        find(step.tenantId(), step.id())
            .filter(standing -> standing.version() == step.version() - 1)
            .map(standing -> endpoints.put(step.id(), step))
            .isPresent();
    if (written) {
      notices.addAll(told);
    }
    return written;
  }

  /// {@return every notice that was written with a step}
  public synchronized List<WebhookEvent> notices() {
    return List.copyOf(notices);
  }
}
