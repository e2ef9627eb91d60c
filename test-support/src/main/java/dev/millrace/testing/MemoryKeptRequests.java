package dev.millrace.testing;

import dev.millrace.idempotency.KeptRequest;
import dev.millrace.idempotency.KeptRequests;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Requests with keys in memory.
public final class MemoryKeptRequests implements KeptRequests {
  private final Map<List<String>, KeptRequest> requests = new HashMap<>();

  @Override
  public synchronized Optional<KeptRequest> begin(KeptRequest request) {
    KeptRequest standing = requests.get(id(request));
    if (standing != null && standing.expiresAt().isAfter(request.firstSeenAt())) {
      return Optional.of(standing);
    }
    requests.put(id(request), request);
    return Optional.empty();
  }

  @Override
  public synchronized boolean replace(KeptRequest before, KeptRequest after) {
    if (!ownedBy(before)) {
      return false;
    }
    requests.put(id(after), after);
    return true;
  }

  @Override
  public synchronized void forget(KeptRequest request) {
    if (ownedBy(request)) {
      requests.remove(id(request));
    }
  }

  private boolean ownedBy(KeptRequest request) {
    KeptRequest standing = requests.get(id(request));
    return standing != null && standing.owner().equals(request.owner());
  }

  private static List<String> id(KeptRequest request) {
    return List.of(request.tenantId(), request.key());
  }
}
