package dev.millrace.sweeper.core;

import dev.millrace.event.WebhookEvent;
import dev.millrace.upload.Run;
import dev.millrace.upload.Upload;

/// A row of the uploads table that somebody should have looked at by now.
public sealed interface DueItem {
  /// An upload has waited as long as it should.
  record DueUpload(Upload upload) implements DueItem {}

  /// The lease on a run has ended.
  record ExpiredRun(Run run) implements DueItem {}

  /// An event was not relayed.
  record UnrelayedEvent(WebhookEvent event) implements DueItem {}
}
