package dev.millrace.idempotency;

import dev.millrace.id.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One try of a request. What it creates has the same ids in each try of the same request, so that
/// a try that broke off before it was answered leaves nothing behind that the next one repeats.
public final class Attempt {
  private final @Nullable KeptRequest request;
  private final UnaryOperator<String> newIds;

  Attempt(@Nullable KeptRequest request, UnaryOperator<String> newIds) {
    this.request = request;
    this.newIds = newIds;
  }

  /// {@return the id of something that the request creates; without a key, an id like any other}
  ///
  /// @param name tells it from others of the same prefix that the request creates
  public String id(String prefix, String... name) {
    if (request == null) {
      return newIds.apply(prefix);
    }
    List<String> parts = new ArrayList<>(List.of(name));
    parts.add(request.tenantId());
    parts.add(request.key());
    parts.add(request.fingerprint());
    parts.add(request.firstSeenAt().toString());
    return Ids.hash(prefix, parts.toArray(String[]::new));
  }
}
