package dev.millrace.dispatch.core;

import dev.millrace.event.WebhookEvent;
import dev.millrace.webhook.Endpoint;

/// Sends one signed request to an endpoint.
@FunctionalInterface
public interface WebhookSender {
  /// Sends and waits for the answer. Never throws for what the endpoint does.
  SendResult send(Endpoint endpoint, WebhookEvent event);
}
