package dev.millrace.testing;

import dev.millrace.event.WebhookEvent;
import dev.millrace.webhook.EventStore;
import dev.millrace.webhook.Outbox;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The outbox in memory.
public final class MemoryEvents implements EventStore, Outbox {
  private final Map<String, WebhookEvent> events = new LinkedHashMap<>();
  private final Set<String> settled = new HashSet<>();

  @Override
  public synchronized void add(WebhookEvent event) {
    events.putIfAbsent(event.eventId(), event);
  }

  /// Forgets an event, as DynamoDB does when its time has come.
  public synchronized void remove(String eventId) {
    events.remove(eventId);
  }

  /// {@return the events whose deliveries are not on their way yet}
  public synchronized List<WebhookEvent> unsettled() {
    return events.values().stream().filter(e -> !settled.contains(e.eventId())).toList();
  }

  @Override
  public synchronized Optional<WebhookEvent> find(String subject, String eventId) {
    return Optional.ofNullable(events.get(eventId)).filter(e -> e.subject().equals(subject));
  }

  @Override
  public synchronized void settle(WebhookEvent event) {
    settled.add(event.eventId());
  }
}
