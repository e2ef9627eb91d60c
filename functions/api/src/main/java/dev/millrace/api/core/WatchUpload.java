package dev.millrace.api.core;

import dev.millrace.api.core.Waiting.Awaited;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Waits for an upload to change.
public final class WatchUpload {
  private final UploadLookup uploads;
  private final Waiting waiting;

  public WatchUpload(UploadLookup uploads, Waiting waiting) {
    this.uploads = uploads;
    this.waiting = waiting;
  }

  /// What was seen of an upload.
  ///
  /// @param turnedAway whether there was no room to wait
  public record Watched(Upload upload, boolean turnedAway) {}

  /// {@return an upload as soon as it differs from what was seen or has ended, but no later than
  /// after the wait, and at once if there is no room to wait; empty if there is none}
  ///
  /// @param seen versions that are no news; if there are none, what stands now is none either
  public Optional<Watched> watch(UploadRef ref, Set<Long> seen, Duration wait) {
    Optional<Upload> upload = uploads.find(ref);
    Set<Long> old = seen.isEmpty() ? upload.map(u -> Set.of(u.version())).orElse(Set.of()) : seen;
    Awaited<Optional<Upload>> awaited =
        waiting.await(
            ref.tenantId(), upload, () -> uploads.find(ref), now -> !noNews(now, old), wait);
    return awaited.value().map(u -> new Watched(u, awaited.turnedAway()));
  }

  private static boolean noNews(Optional<Upload> upload, Set<Long> old) {
    return upload.filter(u -> !u.state().terminal() && old.contains(u.version())).isPresent();
  }
}
