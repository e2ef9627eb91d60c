package dev.millrace.progress;

import dev.millrace.upload.UploadRef;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// An open WebSocket of a tenant, and the uploads that it listens to.
public record Connection(
    String connectionId, String tenantId, List<String> uploadIds, Instant expiresAt) {
  /// How many uploads one connection may listen to.
  public static final int MAX_UPLOADS = 100;

  public Connection {
    uploadIds = List.copyOf(uploadIds);
  }

  /// {@return this connection listening to further uploads}
  public Connection listeningTo(Collection<String> more) {
    Set<String> all = new LinkedHashSet<>(uploadIds);
    all.addAll(more);
    return new Connection(connectionId, tenantId, List.copyOf(all), expiresAt);
  }

  /// {@return the uploads that it listens to}
  public List<UploadRef> uploads() {
    return uploadIds.stream().map(id -> new UploadRef(tenantId, id)).toList();
  }
}
