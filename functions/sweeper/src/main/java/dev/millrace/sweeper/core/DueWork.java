package dev.millrace.sweeper.core;

import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.Replay;
import dev.millrace.webhook.circuit.Circuit;

/// A row of the webhooks table that somebody should have looked at by now.
public sealed interface DueWork {
  /// No message asks for a delivery, or its worker has died.
  record LateDelivery(Delivery delivery) implements DueWork {}

  /// Deliveries are parked for an endpoint.
  record ParkedDeliveries(Circuit circuit) implements DueWork {}

  /// A replay has not ended.
  record OpenReplay(Replay replay) implements DueWork {}
}
