package dev.millrace.webhook;

import java.util.Optional;

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
}
