package dev.millrace.testing;

import dev.millrace.webhook.Replay;
import dev.millrace.webhook.ReplayStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Replays in memory.
public final class MemoryReplays implements ReplayStore {
  private final Map<String, Replay> replays = new LinkedHashMap<>();

  @Override
  public synchronized void create(Replay replay) {
    replays.put(replay.id(), replay);
  }

  @Override
  public synchronized Optional<Replay> find(String tenantId, String replayId) {
    return Optional.ofNullable(replays.get(replayId))
        .filter(replay -> replay.tenantId().equals(tenantId));
  }

  @Override
  public synchronized boolean save(Replay step) {
    return find(step.tenantId(), step.id())
        .filter(standing -> standing.version() == step.version() - 1)
        .map(standing -> replays.put(step.id(), step))
        .isPresent();
  }

  /// {@return the replays that have not ended}
  public synchronized List<Replay> open() {
    return replays.values().stream().filter(replay -> replay.endedAt() == null).toList();
  }
}
