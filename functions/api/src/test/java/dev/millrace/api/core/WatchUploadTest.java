package dev.millrace.api.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.core.WatchUpload.Watched;
import dev.millrace.limit.Lease;
import dev.millrace.limit.WaitingRoom;
import dev.millrace.testing.MemoryFlags;
import dev.millrace.testing.MemoryLeases;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.Samples;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WatchUploadTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final MovableClock clock = MovableClock.inTheNewYear();
  private final Instant start = clock.instant();
  private final Upload created = Samples.upload(Samples.REF, Kind.PDF, 12, start);
  private final Upload arrived = created.arrived("run_1", start).written();
  private final MemoryFlags flags = new MemoryFlags();
  private final WaitingRoom room = new WaitingRoom(new MemoryLeases(clock), flags.flags());
  private final Waiting waiting = new Waiting(room, this::pause, clock);
  private final List<Duration> pauses = new ArrayList<>();
  private int reads;

  @Test
  void answersAtOnceWithoutAWait() {
    assertThat(watch(Set.of(), Duration.ZERO, Duration.ofDays(1))).contains(created);
    assertThat(reads).isEqualTo(1);
  }

  @Test
  void answersOnceItChanges() {
    assertThat(watch(Set.of(), LONG, Duration.ofMillis(650))).contains(arrived);
    assertThat(pauses)
        .containsExactly(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(400));
  }

  @Test
  void answersAtOnceWithWhatHasNotBeenSeen() {
    assertThat(watch(Set.of(7L), LONG, Duration.ofDays(1))).contains(created);
    assertThat(pauses).isEmpty();
  }

  @Test
  void waitsForMoreThanWhatHasBeenSeen() {
    assertThat(watch(Set.of(1L, 3L), LONG, Duration.ofSeconds(3))).contains(arrived);
  }

  @Test
  void givesUpWhenTheWaitIsOver() {
    assertThat(watch(Set.of(), LONG, Duration.ofDays(1))).contains(created);
    assertThat(Duration.between(start, clock.instant())).isEqualTo(LONG);
    assertThat(reads).isLessThan(50);
  }

  @Test
  void nothingMoreIsToComeOnceItHasEnded() {
    Upload ended = created.ended(UploadState.EXPIRED, null, start);

    assertThat(
            new WatchUpload(ref -> Optional.of(ended), waiting)
                .watch(Samples.REF, Set.of(ended.version()), LONG))
        .contains(new Watched(ended, false));
    assertThat(pauses).isEmpty();
  }

  @Test
  void whatIsNotThereIsNotWaitedFor() {
    assertThat(new WatchUpload(ref -> Optional.empty(), waiting).watch(Samples.REF, Set.of(), LONG))
        .isEmpty();
    assertThat(pauses).isEmpty();
  }

  @Test
  void whoeverFindsNoRoomIsAnsweredAtOnce() {
    flags.set(WaitingRoom.PLACES, 1);
    Lease other = room.enter("acme", LONG).orElseThrow();
    WatchUpload watchUpload = new WatchUpload(ref -> Optional.of(created), waiting);

    assertThat(watchUpload.watch(Samples.REF, Set.of(), LONG)).contains(new Watched(created, true));
    assertThat(pauses).isEmpty();
    assertThat(room.enter("other", LONG)).isPresent();

    room.leave(other);
    assertThat(watchUpload.watch(Samples.REF, Set.of(), LONG))
        .contains(new Watched(created, false));
    assertThat(room.enter("acme", LONG)).isPresent();
  }

  private Optional<Upload> watch(Set<Long> seen, Duration wait, Duration changesAfter) {
    return new WatchUpload(
            ref -> {
              reads++;
              boolean changed = clock.instant().isAfter(start.plus(changesAfter));
              return Optional.of(changed ? arrived : created);
            },
            waiting)
        .watch(Samples.REF, seen, wait)
        .map(Watched::upload);
  }

  private void pause(Duration duration) {
    pauses.add(duration);
    clock.advance(duration);
  }
}
