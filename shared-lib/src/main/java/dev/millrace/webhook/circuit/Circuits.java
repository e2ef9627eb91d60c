package dev.millrace.webhook.circuit;

import dev.millrace.batch.Together;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Changes what all workers know of endpoints. What several threads of one worker want of the same
/// endpoint is read and written once.
public final class Circuits {
  private static final int MAX_TRIES = 50;
  private static final int STRIPES = 64;
  private static final int MAX_TOGETHER = 100;

  private final CircuitStore store;
  private final List<Together<Ask, Object>> stripes;

  public Circuits(CircuitStore store) {
    this.store = store;
    this.stripes =
        IntStream.range(0, STRIPES)
            .mapToObj(_ -> new Together<>(MAX_TOGETHER, 1, this::decideAll))
            .toList();
  }

  /// A circuit as it shall be, and what its caller wants to know.
  public record Step<R>(Circuit circuit, R result) {}

  private record Ask(
      String tenantId, String endpointId, Function<Circuit, ? extends Step<?>> decision) {}

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
    int stripe = Math.floorMod(endpointId.hashCode(), STRIPES);
    return (R) stripes.get(stripe).call(new Ask(tenantId, endpointId, decision));
  }

  private List<Object> decideAll(List<Ask> asks) {
    Map<String, List<Ask>> byEndpoint = new LinkedHashMap<>();
    asks.forEach(
        ask -> byEndpoint.computeIfAbsent(ask.endpointId(), _ -> new ArrayList<>()).add(ask));
    IdentityHashMap<Ask, Object> results = new IdentityHashMap<>();
    byEndpoint.values().forEach(same -> decide(same, results));
    return asks.stream().map(results::get).toList();
  }

  private void decide(List<Ask> asks, IdentityHashMap<Ask, Object> results) {
    Ask first = asks.getFirst();
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Circuit before = find(first.tenantId(), first.endpointId());
      Circuit after = before;
      for (Ask ask : asks) {
        Step<?> step = ask.decision().apply(after);
        results.put(ask, step.result());
        after = step.circuit();
      }
      if (after.version() == before.version() || store.save(after.at(before.version() + 1))) {
        return;
      }
    }
    throw new IllegalStateException(
        "others were faster every time to change the circuit of " + first.endpointId());
  }
}
