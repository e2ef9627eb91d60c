package dev.millrace.testing;

import dev.millrace.event.WebhookEvent;
import dev.millrace.upload.Change;
import dev.millrace.upload.Kind;
import dev.millrace.upload.ResultPart;
import dev.millrace.upload.ResultStore;
import dev.millrace.upload.Run;
import dev.millrace.upload.RunStore;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.UploadStore;
import dev.millrace.upload.arrival.KnownContents;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Uploads, runs, results and the outbox in memory.
public final class MemoryUploads implements UploadStore, RunStore, ResultStore, KnownContents {
  private final Map<UploadRef, Upload> uploads = new HashMap<>();
  private final Map<String, Run> runs = new HashMap<>();
  private final Map<String, Map<String, ResultPart>> results = new HashMap<>();
  private final Map<List<Object>, UploadRef> contents = new HashMap<>();
  private final List<WebhookEvent> events = new ArrayList<>();
  private final Clock clock;

  public MemoryUploads(Clock clock) {
    this.clock = clock;
  }

  /// {@return every notice written so far, oldest first}
  public synchronized List<WebhookEvent> events() {
    return List.copyOf(events);
  }

  /// {@return the wire names of every notice written so far, oldest first}
  public synchronized List<String> eventTypes() {
    return events.stream().map(event -> event.type().wireName()).toList();
  }

  @Override
  public synchronized boolean create(Upload upload, List<WebhookEvent> newEvents) {
    if (uploads.putIfAbsent(upload.ref(), upload) != null) {
      return false;
    }
    events.addAll(newEvents);
    return true;
  }

  @Override
  public synchronized Optional<Upload> find(UploadRef ref) {
    return Optional.ofNullable(uploads.get(ref));
  }

  @Override
  public synchronized boolean save(Change change, List<WebhookEvent> newEvents) {
    Upload upload = change.upload();
    Upload standing = uploads.get(upload.ref());
    if (standing == null
        || standing.version() != upload.version()
        || change.run().filter(run -> !heldBy(run, change)).isPresent()) {
      return false;
    }
    uploads.put(upload.ref(), upload.written());
    change.run().ifPresent(run -> runs.put(run.runId(), run));
    for (ResultPart part : change.results()) {
      String runId = change.run().map(Run::runId).orElseThrow();
      results.computeIfAbsent(runId, _ -> new LinkedHashMap<>()).put(part.name(), part);
    }
    if (upload.state() == UploadState.COMPLETED && upload.sha256() != null) {
      contents.put(
          content(upload.ref().tenantId(), upload.sha256(), upload.file().kind()), upload.ref());
    }
    events.addAll(newEvents);
    return true;
  }

  @Override
  public synchronized Optional<UploadRef> find(String tenantId, String sha256, Kind kind) {
    return Optional.ofNullable(contents.get(content(tenantId, sha256, kind)));
  }

  @Override
  public synchronized List<ResultPart> read(UploadRef upload, String runId) {
    return List.copyOf(results.getOrDefault(runId, Map.of()).values());
  }

  @Override
  public synchronized Claim claim(Run wanted, String owner, Duration lease) {
    Instant now = clock.instant();
    Run standing = runs.getOrDefault(wanted.runId(), wanted);
    if (standing.endedAt() != null) {
      return new Claim.Ended(standing);
    }
    if (standing.owner() != null && !standing.leaseUntil().isBefore(now)) {
      return new Claim.Busy(standing);
    }
    Run taken = standing.takenBy(owner, now.plus(lease));
    runs.put(taken.runId(), taken);
    return new Claim.Claimed(taken);
  }

  @Override
  public synchronized boolean renew(Run claimed, Duration lease) {
    return updateHeld(claimed, standing -> standing.renewed(clock.instant().plus(lease)));
  }

  @Override
  public synchronized boolean checkpoint(Run claimed) {
    return updateHeld(claimed, standing -> claimed.renewed(standing.leaseUntil()));
  }

  @Override
  public synchronized Optional<Run> find(UploadRef upload, String runId) {
    return Optional.ofNullable(runs.get(runId));
  }

  private boolean heldBy(Run run, Change change) {
    Run standing = runs.get(run.runId());
    return Objects.equals(standing == null ? null : standing.owner(), change.runOwner());
  }

  private static List<Object> content(String tenantId, String sha256, Kind kind) {
    return List.of(tenantId, sha256, kind);
  }

  private boolean updateHeld(Run claimed, UnaryOperator<Run> update) {
    Run standing = runs.get(claimed.runId());
    if (standing == null
        || standing.endedAt() != null
        || claimed.owner() == null
        || !claimed.owner().equals(standing.owner())) {
      return false;
    }
    runs.put(claimed.runId(), update.apply(standing));
    return true;
  }
}
