package dev.millrace.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where deliveries and their attempts are kept.
public interface DeliveryStore {
  /// Keeps a new delivery; changes nothing if it is there already.
  void create(Delivery delivery);

  /// {@return a delivery as it stands}
  Optional<Delivery> find(String deliveryId);

  /// {@return whether the step was written: false if the delivery is no longer at the version that
  /// the step was taken from}
  boolean save(Delivery step);

  /// {@return whether the step and the attempt that led to it were written, as one}
  boolean save(Delivery step, Attempt attempt);

  /// {@return some of an endpoint's parked deliveries, those first whose time came first; one that
  /// was parked just now may be missing}
  List<Delivery> parked(String endpointId, int most);

  /// {@return the attempts of a delivery, the first one first}
  List<Attempt> attempts(String deliveryId);

  /// {@return one page of an endpoint's deliveries}
  List<Delivery> ofEndpoint(String endpointId, Page page);

  /// Which deliveries of an endpoint to read.
  ///
  /// @param from created at this time or later
  /// @param to created before this time
  /// @param newestFirst in which order
  /// @param after where the page before ended; null at the start
  /// @param limit how many at most
  record Page(Instant from, Instant to, boolean newestFirst, @Nullable Place after, int limit) {}

  /// A delivery's place in the order.
  record Place(Instant createdAt, String deliveryId) {
    /// {@return where a delivery stands}
    public static Place of(Delivery delivery) {
      return new Place(delivery.createdAt(), delivery.deliveryId());
    }
  }
}
