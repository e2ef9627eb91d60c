package dev.millrace.webhook.circuit;

import dev.millrace.batch.TogetherByKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Changes what all workers know of endpoints. What several threads of one worker want of the same
/// endpoint is read and written once.
public final class Circuits {
  private static final int MAX_TRIES = 50;
  private static final int MAX_TOGETHER = 100;

  private final CircuitStore store;
  private final TogetherByKey<Key, Function<Circuit, ? extends Step<?>>, Object> together;

  public Circuits(CircuitStore store) {
    this.store = store;
    this.together = new TogetherByKey<>(MAX_TOGETHER, this::decide);
  }

  /// A circuit as it shall be, and what its caller wants to know.
  public record Step<R>(Circuit circuit, R result) {}

  private record Key(String tenantId, String endpointId) {}

  /// {@return what is known of an endpoint}
  public Circuit find(String tenantId, String endpointId) {
    return store.find(endpointId).orElseGet(() -> Circuit.fresh(tenantId, endpointId));
  }

  /// {@return the circuit after a change}
  public Circuit change(String tenantId, String endpointId, Function<Circuit, Circuit> decision) {
    return ask(
        tenantId,
        endpointId,
        circuit -> {
          Circuit after = decision.apply(circuit);
          return new Step<>(after, after);
        });
  }

  /// Changes a circuit.
  ///
  /// @param decision what to write, given how the circuit stands; it may be asked more than once. A
  ///   step to the very same version writes nothing
  @SuppressWarnings("unchecked") // the decision's own result comes back
  public <R> R ask(String tenantId, String endpointId, Function<Circuit, Step<R>> decision) {
    return (R) together.call(new Key(tenantId, endpointId), decision);
  }

  private List<Object> decide(Key key, List<Function<Circuit, ? extends Step<?>>> decisions) {
    Circuit before = find(key.tenantId(), key.endpointId());
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Circuit after = before;
      List<Object> results = new ArrayList<>();
      for (Function<Circuit, ? extends Step<?>> decision : decisions) {
        Step<?> step = decision.apply(after);
        results.add(step.result());
        after = step.circuit();
      }
      if (after.version() == before.version()) {
        return results;
      }
      Circuit wanted = after.at(before.version() + 1);
      before = store.save(wanted);
      if (before.equals(wanted)) {
        return results;
      }
    }
    throw new IllegalStateException(
        "others were faster every time to change the circuit of " + key.endpointId());
  }
}
