package dev.millrace.testing;

import dev.millrace.webhook.Attempt;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Deliveries and attempts in memory.
public final class MemoryDeliveries implements DeliveryStore {
  private final Map<String, Delivery> deliveries = new LinkedHashMap<>();
  private final Map<String, Map<Integer, Attempt>> attempts = new LinkedHashMap<>();

  /// {@return every delivery, oldest first}
  public synchronized List<Delivery> all() {
    return List.copyOf(deliveries.values());
  }

  /// {@return the only delivery there is}
  public synchronized Delivery only() {
    if (deliveries.size() != 1) {
      throw new IllegalStateException("not one delivery but " + deliveries.size());
    }
    return deliveries.values().iterator().next();
  }

  /// {@return the deliveries that the sweeper is to take care of}
  public synchronized List<Delivery> overdue(Instant now) {
    return deliveries.values().stream().filter(delivery -> delivery.overdue(now)).toList();
  }

  @Override
  public synchronized void create(Delivery delivery) {
    deliveries.putIfAbsent(delivery.deliveryId(), delivery);
  }

  @Override
  public synchronized Optional<Delivery> find(String deliveryId) {
    return Optional.ofNullable(deliveries.get(deliveryId));
  }

  @Override
  public synchronized boolean save(Delivery step) {
    return find(step.deliveryId())
        .filter(standing -> standing.version() == step.version() - 1)
        .map(standing -> deliveries.put(step.deliveryId(), step))
        .isPresent();
  }

  @Override
  public synchronized boolean save(Delivery step, Attempt attempt) {
    if (!save(step)) {
      return false;
    }
    attempts
        .computeIfAbsent(step.deliveryId(), _ -> new TreeMap<>())
        .put(attempt.number(), attempt);
    return true;
  }

  @Override
  public synchronized List<Delivery> parked(String endpointId, int most) {
    return deliveries.values().stream()
        .filter(delivery -> delivery.endpointId().equals(endpointId) && delivery.parked() != null)
        .sorted(Comparator.comparing(Delivery::nextAt))
        .limit(most)
        .toList();
  }

  @Override
  public synchronized List<Attempt> attempts(String deliveryId) {
    return List.copyOf(attempts.getOrDefault(deliveryId, Map.of()).values());
  }

  @Override
  public synchronized List<Delivery> ofEndpoint(String endpointId, Page page) {
    Comparator<Delivery> oldestFirst =
        Comparator.comparing(Delivery::createdAt).thenComparing(Delivery::deliveryId);
    Comparator<Delivery> order = page.newestFirst() ? oldestFirst.reversed() : oldestFirst;
    Optional<Delivery> last =
        Optional.ofNullable(page.after()).map(place -> deliveries.get(place.deliveryId()));
    return deliveries.values().stream()
        .filter(delivery -> delivery.endpointId().equals(endpointId))
        .filter(delivery -> !delivery.createdAt().isBefore(page.from()))
        .filter(delivery -> delivery.createdAt().isBefore(page.to()))
        .sorted(order)
        .filter(delivery -> last.isEmpty() || order.compare(delivery, last.get()) > 0)
        .limit(page.limit())
        .toList();
  }
}
