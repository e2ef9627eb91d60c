package dev.millrace.webhook.circuit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// How an endpoint's attempts of the last minute went, in slots of ten seconds.
///
/// @param slots oldest first
public record AttemptWindow(List<Slot> slots) {
  static final AttemptWindow EMPTY = new AttemptWindow(List.of());

  private static final Duration SLOT = Duration.ofSeconds(10);
  private static final Duration LENGTH = Duration.ofMinutes(1);

  public AttemptWindow {
    slots = List.copyOf(slots);
  }

  /// The attempts of ten seconds.
  public record Slot(Instant start, int accepted, int failed) {
    private Slot with(boolean success) {
      return new Slot(start, accepted + (success ? 1 : 0), failed + (success ? 0 : 1));
    }
  }

  /// {@return this window with a further attempt}
  AttemptWindow with(boolean success, Instant now) {
    Instant start =
        Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), SLOT.toSeconds()) * 10);
    List<Slot> recent = recent(now);
    boolean started = !recent.isEmpty() && recent.getLast().start().equals(start);
    Slot last = started ? recent.getLast() : new Slot(start, 0, 0);
    List<Slot> before = started ? recent.subList(0, recent.size() - 1) : recent;
    return new AttemptWindow(
        Stream.concat(before.stream(), Stream.of(last.with(success))).toList());
  }

  /// {@return how many attempts it holds}
  int attempts(Instant now) {
    return recent(now).stream().mapToInt(slot -> slot.accepted() + slot.failed()).sum();
  }

  /// {@return which share of its attempts failed, 0 if there are none}
  double failedShare(Instant now) {
    int attempts = attempts(now);
    return attempts == 0
        ? 0
        : (double) recent(now).stream().mapToInt(Slot::failed).sum() / attempts;
  }

  private List<Slot> recent(Instant now) {
    Instant oldest = now.minus(LENGTH);
    return slots.stream().filter(slot -> slot.start().isAfter(oldest)).toList();
  }
}
