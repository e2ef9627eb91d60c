package dev.millrace.protocol;

import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryRequested;
import java.time.Duration;

/// One step from a moment to the next.
///
/// @param who takes it
/// @param what they do
/// @param about what they do it with
record Step(Moment after, Object who, String what, Object about) {
  /// {@return the step in words, with the time since the beginning}
  String toString(Moment first) {
    return "%10s  %s %s %s"
        .formatted(
            Duration.between(first.now(), after.now()).toString().substring(2),
            who,
            what,
            described());
  }

  private String described() {
    return switch (about) {
      case Delivery row ->
          "%s as %s, attempt %d, version %d%s"
              .formatted(
                  row.eventId(),
                  row.state(),
                  row.attempt(),
                  row.version(),
                  row.parked() == null ? "" : ", parked");
      case DeliveryRequested request -> "for attempt " + request.attempt();
      default -> about.toString();
    };
  }
}
