package dev.millrace.webhook;

import dev.millrace.batch.TogetherByKey;
import dev.millrace.webhook.circuit.Circuit;
import dev.millrace.webhook.circuit.Circuits;
import dev.millrace.webhook.circuit.Parking;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Sets deliveries on their way: by a message if their endpoint can take them, else parked until it
/// can. So a dead endpoint has no messages, however many deliveries wait for it.
///
/// A delivery is parked in this order: the circuit is told that somebody is to look, the row is
/// written, and then the circuit is asked again. Whoever makes room meanwhile either sees the row
/// or is seen by the one that parks it; and if both fail, the row is due by itself.
public final class Departures {
  private static final int MAX_TOGETHER = 100;

  /// Others may be faster with some of what lies parked.
  private static final int SPARE = 2;

  private final DeliveryStore deliveries;
  private final DeliveryQueue queue;
  private final Circuits circuits;
  private final Clock clock;
  private final TogetherByKey<EndpointRef, Integer, Integer> wakes;

  public Departures(DeliveryStore deliveries, DeliveryQueue queue, Circuits circuits, Clock clock) {
    this.deliveries = deliveries;
    this.queue = queue;
    this.circuits = circuits;
    this.clock = clock;
    this.wakes = new TogetherByKey<>(MAX_TOGETHER, this::wake);
  }

  private record EndpointRef(String tenantId, String endpointId) {}

  /// Sets a new delivery on its way. One that is there already stays as it is.
  public void begin(Delivery fresh) {
    boolean _ =
        set(
            fresh,
            delivery -> {
              deliveries.create(delivery);
              return true;
            });
  }

  /// Sets a delivery on its way again.
  ///
  /// @param step that makes it wait for its attempt
  /// @return whether the step was written
  public boolean again(Delivery step) {
    return set(step, deliveries::save);
  }

  /// Parks a delivery that was asked for in vain.
  ///
  /// @return whether it was written
  public boolean park(Delivery delivery, Parking reason, Instant look) {
    boolean written = deliveries.save(delivery.parked(reason, look));
    int _ = wake(delivery.tenantId(), delivery.endpointId(), 1);
    return written;
  }

  /// Asks for parked deliveries of an endpoint, as far as it has room for them.
  ///
  /// @param most how many at most
  /// @return how many were asked for, be it by others at this moment
  public int wake(String tenantId, String endpointId, int most) {
    return wakes.call(new EndpointRef(tenantId, endpointId), most);
  }

  /// What attempts that end at the same moment ask for is looked up as one, or each would find, and
  /// wake, the same.
  private List<Integer> wake(EndpointRef endpoint, List<Integer> wishes) {
    int wanted = wishes.stream().mapToInt(Integer::intValue).sum();
    int woken = wake(endpoint, wanted);
    List<Integer> shares = new ArrayList<>();
    for (int wish : wishes) {
      int share = Math.min(wish, woken);
      shares.add(share);
      woken -= share;
    }
    return shares;
  }

  private int wake(EndpointRef endpoint, int wanted) {
    Instant now = clock.instant();
    Circuit circuit = circuits.find(endpoint.tenantId(), endpoint.endpointId());
    int most = Math.min(circuit.room(now), wanted);
    if (most == 0) {
      return 0;
    }
    List<Delivery> parked = deliveries.parked(endpoint.endpointId(), most * SPARE);
    int woken = 0;
    for (Delivery delivery : parked) {
      Delivery requested = delivery.requestedAgain(now);
      if (woken < most && deliveries.save(requested)) {
        queue.send(requested, now);
        woken++;
      }
    }
    return Math.min(parked.size(), most);
  }

  /// The row is written before its message is sent.
  private boolean set(Delivery step, Predicate<Delivery> write) {
    Instant now = clock.instant();
    Circuit circuit = circuits.find(step.tenantId(), step.endpointId());
    if (circuit.proven() || circuit.room(now) > 0) {
      boolean written = write.test(step);
      if (written) {
        queue.send(step, now);
      }
      return written;
    }
    Circuit told =
        circuits.change(
            step.tenantId(),
            step.endpointId(),
            standing ->
                standing.wakeAt() == null ? standing.waking(standing.nextLook(now)) : standing);
    boolean written = write.test(step.asParked(circuit.parking(), told.nextLook(now)));
    int _ = wake(step.tenantId(), step.endpointId(), 1);
    return written;
  }
}
