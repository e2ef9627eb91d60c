package dev.millrace.api.core;

import dev.millrace.limit.Lease;
import dev.millrace.limit.WaitingRoom;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Waits for an upload to change, so that its owner need not keep asking.
public final class WatchUpload {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private final UploadLookup uploads;
  private final WaitingRoom waitingRoom;
  private final Pause pause;
  private final Clock clock;

  public WatchUpload(UploadLookup uploads, WaitingRoom waitingRoom, Pause pause, Clock clock) {
    this.uploads = uploads;
    this.waitingRoom = waitingRoom;
    this.pause = pause;
    this.clock = clock;
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
    if (wait.isZero() || !noNews(upload, old)) {
      return upload.map(u -> new Watched(u, false));
    }
    Optional<Lease> place = waitingRoom.enter(ref.tenantId(), wait);
    if (place.isEmpty()) {
      return upload.map(u -> new Watched(u, true));
    }
    try {
      return waitForNews(ref, upload, old, wait).map(u -> new Watched(u, false));
    } finally {
      waitingRoom.leave(place.get());
    }
  }

  private Optional<Upload> waitForNews(
      UploadRef ref, Optional<Upload> standing, Set<Long> old, Duration wait) {
    Instant deadline = clock.instant().plus(wait);
    Optional<Upload> upload = standing;
    Duration interval = FIRST_PAUSE;
    while (noNews(upload, old)) {
      Duration left = Duration.between(clock.instant(), deadline);
      if (!left.isPositive()) {
        break;
      }
      pause.pause(shorter(interval, left));
      interval = shorter(interval.multipliedBy(2), LONGEST_PAUSE);
      upload = uploads.find(ref);
    }
    return upload;
  }

  private static boolean noNews(Optional<Upload> upload, Set<Long> old) {
    return upload.filter(u -> !u.state().terminal() && old.contains(u.version())).isPresent();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
