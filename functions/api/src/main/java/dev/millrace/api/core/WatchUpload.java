package dev.millrace.api.core;

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
  private final Pause pause;
  private final Clock clock;

  public WatchUpload(UploadLookup uploads, Pause pause, Clock clock) {
    this.uploads = uploads;
    this.pause = pause;
    this.clock = clock;
  }

  /// {@return an upload as soon as it differs from what was seen or has ended, but no later than
  /// after the wait; empty if there is none}
  ///
  /// @param seen versions that are no news; if there are none, what stands now is none either
  public Optional<Upload> watch(UploadRef ref, Set<Long> seen, Duration wait) {
    Instant deadline = clock.instant().plus(wait);
    Optional<Upload> upload = uploads.find(ref);
    Set<Long> old = seen.isEmpty() ? upload.map(u -> Set.of(u.version())).orElse(Set.of()) : seen;
    Duration interval = FIRST_PAUSE;
    while (upload.filter(u -> !u.state().terminal() && old.contains(u.version())).isPresent()) {
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

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
