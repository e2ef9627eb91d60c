package dev.millrace.api.core;

import dev.millrace.page.Page;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryState;
import dev.millrace.webhook.DeliveryStore;
import dev.millrace.webhook.DeliveryStore.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Lists an endpoint's deliveries, newest first.
public final class ListDeliveries {
  private static final int AT_A_TIME = 100;

  /// How many reads a page may take; one that found too little by then is shorter.
  private static final int MAX_READS = 10;

  private final DeliveryStore deliveries;

  public ListDeliveries(DeliveryStore deliveries) {
    this.deliveries = deliveries;
  }

  /// Which deliveries to list.
  ///
  /// @param states that they stand in; any if empty
  /// @param types wire names of their events' types; any if empty
  /// @param from created at this time or later
  /// @param to created before this time
  public record Filter(Set<DeliveryState> states, Set<String> types, Instant from, Instant to) {
    private boolean matches(Delivery delivery) {
      return (states.isEmpty() || states.contains(delivery.state()))
          && (types.isEmpty() || types.contains(delivery.type().wireName()));
    }
  }

  /// {@return a part of the list}
  ///
  /// @param after where the part before ended
  public Page<Delivery> list(String endpointId, Filter filter, int limit, Optional<String> after) {
    List<Delivery> found = new ArrayList<>();
    Place place = after.map(ListDeliveries::place).orElse(null);
    for (int reads = 0; reads < MAX_READS; reads++) {
      List<Delivery> read =
          deliveries.ofEndpoint(
              endpointId,
              new DeliveryStore.Page(filter.from(), filter.to(), true, place, AT_A_TIME));
      for (Delivery delivery : read) {
        place = Place.of(delivery);
        if (filter.matches(delivery)) {
          found.add(delivery);
        }
        if (found.size() == limit) {
          return new Page<>(found, text(place));
        }
      }
      if (place == null || read.size() < AT_A_TIME) {
        return new Page<>(found, null);
      }
    }
    return new Page<>(found, place == null ? null : text(place));
  }

  private static String text(Place place) {
    return place.createdAt() + " " + place.deliveryId();
  }

  private static Place place(String text) {
    int space = text.indexOf(' ');
    return new Place(Instant.parse(text.substring(0, space)), text.substring(space + 1));
  }
}
