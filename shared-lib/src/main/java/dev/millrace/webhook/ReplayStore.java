package dev.millrace.webhook;

import java.util.Optional;

/// Where replays are kept.
public interface ReplayStore {
  /// Keeps a new replay.
  void create(Replay replay);

  /// {@return a replay as it stands}
  Optional<Replay> find(String tenantId, String replayId);

  /// {@return whether the step was written: false if the replay is no longer at the version that
  /// the step was taken from}
  boolean save(Replay step);
}
