package dev.millrace.upload;

import dev.millrace.event.EventData;
import dev.millrace.event.WebhookEvent;
import dev.millrace.id.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Changes uploads: reads, lets the caller decide, and writes the decision unless another writer
/// was faster, in which case it reads again.
public final class Uploads {
  private static final int MAX_TRIES = 10;

  private final UploadStore store;
  private final Clock clock;

  public Uploads(UploadStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /// Keeps a new upload and tells of it, unless that was done by an earlier try of the same
  /// request.
  public void create(Upload upload) {
    List<EventData> events = upload.event().<List<EventData>>map(List::of).orElse(List.of());
    Upload counted = upload.telling(events.size());
    store.create(counted, notices(counted, events));
  }

  /// {@return an upload as it stands}
  public Optional<Upload> find(UploadRef ref) {
    return store.find(ref);
  }

  /// Changes an upload.
  ///
  /// @param decision what to write, given how the upload stands; empty leaves it as it is. It may
  ///   be asked more than once and must depend on nothing but its argument
  /// @return the upload as written, or empty if there is none or the decision was to leave it
  /// @throws ContentionException if others were faster every time, or hold the run
  public Optional<Upload> change(UploadRef ref, Function<Upload, Optional<Change>> decision) {
    Instant now = clock.instant();
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Optional<Change> change =
          store
              .find(ref)
              .flatMap(before -> decision.apply(before).map(c -> c.stamped(before, now)));
      if (change.isEmpty()) {
        return Optional.empty();
      }
      if (store.save(change.get(), notices(change.get().upload(), change.get().events()))) {
        return change.map(written -> written.upload().written());
      }
    }
    throw new ContentionException(ref);
  }

  /// The id of a notice follows from the version that it is written with, so that a write that is
  /// repeated because its answer was lost tells nothing twice.
  ///
  /// @param upload with these notices counted: the last of them has their number
  private List<WebhookEvent> notices(Upload upload, List<EventData> events) {
    long before = upload.told() - events.size();
    return IntStream.range(0, events.size())
        .mapToObj(i -> notice(upload, before + i + 1, events.get(i)))
        .toList();
  }

  private WebhookEvent notice(Upload upload, long sequence, EventData data) {
    String subject = upload.ref().partition();
    return WebhookEvent.of(
        Ids.hash("evt_", subject, Long.toString(upload.version()), data.type().wireName()),
        upload.ref().tenantId(),
        subject,
        clock.instant(),
        sequence,
        data);
  }
}
