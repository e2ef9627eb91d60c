package dev.millrace.webhook;

import dev.millrace.event.WebhookEvent;

/// Where events are written that no change of an upload goes with.
@FunctionalInterface
public interface Outbox {
  /// Keeps an event and sees to it that it is relayed; changes nothing if it is there already.
  void add(WebhookEvent event);
}
