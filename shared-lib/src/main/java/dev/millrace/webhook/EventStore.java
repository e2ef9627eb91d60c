package dev.millrace.webhook;

import dev.millrace.event.WebhookEvent;
import java.util.Optional;

/// The outbox: events as they were written together with what they tell of.
public interface EventStore {
  /// {@return an event, as long as it is kept}
  ///
  /// @param subject what it tells of
  Optional<WebhookEvent> find(String subject, String eventId);

  /// Notes that all deliveries of an event are on their way, so that the sweeper leaves it alone.
  void settle(WebhookEvent event);
}
