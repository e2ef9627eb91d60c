package dev.millrace.testing;

import dev.millrace.webhook.DeliveryQueue;
import dev.millrace.webhook.DeliveryRequested;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Requests for attempts in memory, held back until the clock says that their time has come.
public final class MemoryDeliveryQueue implements DeliveryQueue {
  private final List<Message> messages = new ArrayList<>();
  private final Clock clock;

  public MemoryDeliveryQueue(Clock clock) {
    this.clock = clock;
  }

  /// A message that waits.
  ///
  /// @param group whose messages it belongs to
  /// @param visibleAt when it is handed out
  public record Message(DeliveryRequested request, String group, Instant visibleAt) {}

  @Override
  public synchronized void send(DeliveryRequested request, String endpointId, Duration delay) {
    messages.add(new Message(request, endpointId, clock.instant().plus(delay)));
  }

  /// {@return every message that waits, oldest first}
  public synchronized List<Message> waiting() {
    return List.copyOf(messages);
  }

  /// {@return what is handed out now; it waits no longer}
  public synchronized List<DeliveryRequested> receive() {
    List<Message> due =
        messages.stream().filter(m -> !m.visibleAt().isAfter(clock.instant())).toList();
    messages.removeAll(due);
    return due.stream().map(Message::request).toList();
  }

  /// Loses every message, as a crash before the sending does.
  public synchronized void lose() {
    messages.clear();
  }
}
