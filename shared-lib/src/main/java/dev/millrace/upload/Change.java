package dev.millrace.upload;

import dev.millrace.event.EventData;
import dev.millrace.event.EventData.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What one transaction writes about an upload: all of it or nothing.
///
/// @param from the state that the upload comes from; null until it is known
/// @param run the run as it shall be, if it changes
/// @param runOwner the worker that must still hold the run; null if nobody may
/// @param events notices that go out if, and only if, the change is written
public record Change(
    Upload upload,
    @Nullable UploadState from,
    Optional<Run> run,
    @Nullable String runOwner,
    List<ResultPart> results,
    List<EventData> events) {
  private static final Reason PROCESSING_CRASHED =
      new Reason("processing_crashed", "Processing broke down several times and was given up.");
  private static final Reason INFERENCE_CRASHED =
      new Reason("inference_crashed", "The text is complete; what models add to it is missing.");

  public Change {
    results = List.copyOf(results);
    events = List.copyOf(events);
  }

  /// {@return the change to a state, with the notice that belongs to it}
  public static Change to(Upload upload) {
    return new Change(
        upload,
        null,
        Optional.empty(),
        null,
        List.of(),
        upload.event().<List<EventData>>map(List::of).orElse(List.of()));
  }

  /// {@return a change that nobody is told of}
  public static Change quietly(Upload upload) {
    return new Change(upload, null, Optional.empty(), null, List.of(), List.of());
  }

  /// {@return the end of an upload whose run keeps dying, or empty if it has ended already: what
  /// was extracted stays, the rest is told as missing}
  public static Optional<Change> givenUp(Upload upload, Run run, Instant now) {
    if (upload.state().terminal()) {
      return Optional.empty();
    }
    boolean extracted = !run.awaits(Stage.EXTRACTING, Stage.CLASSIFYING);
    Upload end =
        extracted
            ? upload.warned(List.of(INFERENCE_CRASHED)).done(true, now)
            : upload.ended(UploadState.FAILED, PROCESSING_CRASHED, now);
    return Optional.of(to(end).with(run, run.ended(now)));
  }

  /// {@return this change together with one of the run that `before` tells}
  public Change with(Run before, Run after) {
    return new Change(upload, from, Optional.of(after), before.owner(), results, events);
  }

  /// {@return this change together with a part of the result}
  public Change with(ResultPart result) {
    return new Change(upload, from, run, runOwner, joined(results, List.of(result)), events);
  }

  /// {@return this change together with a further notice, told before those it already has}
  public Change announcing(EventData event) {
    return new Change(upload, from, run, runOwner, results, joined(List.of(event), events));
  }

  /// {@return this change with what follows from how the upload stands: the state it comes from,
  /// the time at which it enters another stage, and the count of its notices}
  Change stamped(Upload before, Instant now) {
    return new Change(
        upload.stamped(before, now).telling(events.size()),
        before.state(),
        run,
        runOwner,
        results,
        events);
  }

  private static <T> List<T> joined(List<? extends T> first, List<? extends T> second) {
    return Stream.<T>concat(first.stream(), second.stream()).toList();
  }
}
