package dev.millrace.progress;

import dev.millrace.upload.UploadRef;
import java.util.List;

/// Who listens to which upload.
public interface ListenerStore {
  /// {@return the ids of the connections that listen to an upload, at most a hundred}
  List<String> of(UploadRef upload);

  /// Forgets that a connection listens to an upload.
  void remove(UploadRef upload, String connectionId);
}
