package dev.millrace.upload;

import dev.millrace.event.WebhookEvent;
import java.util.List;
import java.util.Optional;

/// Where uploads are kept. Every write is one transaction with the notices that it owes (the
/// transactional outbox).
public interface UploadStore {
  /// {@return whether the new upload was kept: false if there is one of its id already}
  boolean create(Upload upload, List<WebhookEvent> events);

  /// {@return an upload as it stands}
  Optional<Upload> find(UploadRef ref);

  /// {@return whether the change was written: false if the upload is no longer at the version that
  /// it came from, or its run no longer the owner's}
  ///
  /// @param change its upload's version is the one to be replaced
  boolean save(Change change, List<WebhookEvent> events);
}
