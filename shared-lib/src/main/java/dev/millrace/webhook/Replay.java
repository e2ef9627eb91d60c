package dev.millrace.webhook;

import dev.millrace.webhook.DeliveryStore.Place;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A tenant's wish to have an endpoint's deliveries of some time made once more. It is worked off
/// page by page, and each page is noted, so that it goes on where it was when its worker dies. Its
/// steps return a new value, which replaces exactly the version that the step was taken from.
///
/// @param from deliveries created at this time or later
/// @param to deliveries created before this time
/// @param states only deliveries that stand so
/// @param after where the last page ended; null before the first
/// @param examined deliveries that were looked at
/// @param requested deliveries that were asked for
/// @param endedAt null while there is something left to do
/// @param version one more with each step
public record Replay(
    String id,
    String tenantId,
    String endpointId,
    Instant from,
    Instant to,
    Set<DeliveryState> states,
    @Nullable Place after,
    long examined,
    long requested,
    Instant requestedAt,
    @Nullable Instant endedAt,
    long version) {
  /// What every id of a replay starts with.
  public static final String ID_PREFIX = "rpl_";

  public Replay {
    states = Set.copyOf(states);
  }

  /// {@return whether it asks for a delivery; one that it has asked for already is left alone}
  public boolean wants(Delivery delivery) {
    return states.contains(delivery.state()) && !id.equals(delivery.replayId());
  }

  /// {@return this replay after a page}
  public Replay advanced(Place end, int looked, int asked) {
    return new Replay(
        id,
        tenantId,
        endpointId,
        from,
        to,
        states,
        end,
        examined + looked,
        requested + asked,
        requestedAt,
        null,
        version + 1);
  }

  /// {@return this replay with nothing left to do}
  public Replay ended(Instant now) {
    return new Replay(
        id,
        tenantId,
        endpointId,
        from,
        to,
        states,
        after,
        examined,
        requested,
        requestedAt,
        now,
        version + 1);
  }
}
