package dev.millrace.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;

/// Asks for one attempt of a delivery. It may come twice or too late; the delivery's row tells
/// whether the attempt is still to be made.
public record DeliveryRequested(String deliveryId, int attempt) {
  public DeliveryRequested {
    Objects.requireNonNull(deliveryId, "deliveryId");
  }

  /// {@return the kind of this message}
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public String type() {
    return "delivery.requested";
  }
}
