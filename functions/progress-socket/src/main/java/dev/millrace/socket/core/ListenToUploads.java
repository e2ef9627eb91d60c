package dev.millrace.socket.core;

import dev.millrace.progress.Connection;
import dev.millrace.progress.ConnectionStore;
import dev.millrace.progress.ProgressFrame;
import dev.millrace.upload.UploadRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Lets a connection listen to uploads of its own tenant.
public final class ListenToUploads {
  private final ConnectionStore connections;
  private final UploadLookup uploads;

  public ListenToUploads(ConnectionStore connections, UploadLookup uploads) {
    this.connections = connections;
    this.uploads = uploads;
  }

  /// What came of the wish to listen.
  public sealed interface Outcome {
    /// The connection hears of these uploads from now on.
    ///
    /// @param frames how they stand now
    /// @param unknown ids of uploads that are not there, for this tenant
    record Listening(List<ProgressFrame> frames, List<String> unknown) implements Outcome {}

    /// That would be more uploads than one connection may listen to.
    record TooMany() implements Outcome {}

    /// There is no such connection, or no more.
    record NotConnected() implements Outcome {}
  }

  /// Notes the wish first and looks at the uploads afterwards, so that no change falls in between.
  public Outcome listen(String connectionId, List<String> uploadIds) {
    Optional<Connection> found = connections.find(connectionId);
    if (found.isEmpty()) {
      return new Outcome.NotConnected();
    }
    Connection connection = found.get();
    List<String> possible =
        uploadIds.stream().filter(id -> UploadRef.valid(connection.tenantId(), id)).toList();
    Connection listening = connection.listeningTo(possible);
    if (listening.uploadIds().size() > Connection.MAX_UPLOADS) {
      return new Outcome.TooMany();
    }
    connections.save(listening);
    return look(connection.tenantId(), uploadIds);
  }

  private Outcome look(String tenantId, List<String> uploadIds) {
    List<ProgressFrame> frames = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (String id : uploadIds.stream().distinct().toList()) {
      find(tenantId, id).ifPresentOrElse(frames::add, () -> unknown.add(id));
    }
    return new Outcome.Listening(frames, unknown);
  }

  private Optional<ProgressFrame> find(String tenantId, String uploadId) {
    return UploadRef.valid(tenantId, uploadId)
        ? uploads.find(new UploadRef(tenantId, uploadId)).map(ProgressFrame::of)
        : Optional.empty();
  }
}
