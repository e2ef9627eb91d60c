package dev.millrace.sweeper.core;

import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryStore;
import dev.millrace.webhook.DeliveryStore.Page;
import dev.millrace.webhook.DeliveryStore.Place;
import dev.millrace.webhook.Departures;
import dev.millrace.webhook.Replay;
import dev.millrace.webhook.ReplayStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/// Works off a replay, a page at a time. A worker that dies within a page leaves the replay where
/// the page began; deliveries that were asked for already bear its name and are passed over.
public final class AdvanceReplay {
  private static final int PAGE = 100;

  private final ReplayStore replays;
  private final DeliveryStore deliveries;
  private final Departures departures;
  private final Clock clock;

  public AdvanceReplay(
      ReplayStore replays, DeliveryStore deliveries, Departures departures, Clock clock) {
    this.replays = replays;
    this.deliveries = deliveries;
    this.departures = departures;
    this.clock = clock;
  }

  /// {@return whether the replay got on}
  boolean advance(Replay replay) {
    Instant now = clock.instant();
    List<Delivery> page =
        deliveries.ofEndpoint(
            replay.endpointId(), new Page(replay.from(), replay.to(), false, replay.after(), PAGE));
    if (page.isEmpty()) {
      return replays.save(replay.ended(now));
    }
    int requested = 0;
    for (Delivery seen : page) {
      requested += ask(replay, seen, now) ? 1 : 0;
    }
    return replays.save(replay.advanced(Place.of(page.getLast()), page.size(), requested));
  }

  /// The page comes from an index, which may be a moment behind the row.
  private boolean ask(Replay replay, Delivery seen, Instant now) {
    return replay.wants(seen)
        && deliveries
            .find(seen.deliveryId())
            .filter(replay::wants)
            .filter(delivery -> departures.again(delivery.resent(replay.id(), now)))
            .isPresent();
  }
}
