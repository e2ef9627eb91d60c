package dev.millrace.sweeper.core;

import dev.millrace.webhook.FanOut;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Looks after uploads that wait for something or somebody, runs whose worker died, and events that
/// were not relayed.
public final class RepairUploads implements Repair {
  private final DueItems<DueItem> due;
  private final LookAfterUpload lookAfterUpload;
  private final RescueRun rescueRun;
  private final FanOut fanOut;
  private final Clock clock;

  public RepairUploads(
      DueItems<DueItem> due,
      LookAfterUpload lookAfterUpload,
      RescueRun rescueRun,
      FanOut fanOut,
      Clock clock) {
    this.due = due;
    this.lookAfterUpload = lookAfterUpload;
    this.rescueRun = rescueRun;
    this.fanOut = fanOut;
    this.clock = clock;
  }

  @Override
  public List<Repaired> round() {
    return Repair.each(due.before(clock.instant()), this::repair);
  }

  private Optional<Repaired> repair(DueItem item) {
    return switch (item) {
      case DueItem.DueUpload(var upload) -> lookAfterUpload.repair(upload);
      case DueItem.ExpiredRun(var run) -> rescueRun.repair(run);
      case DueItem.UnrelayedEvent(var event) -> {
        fanOut.publish(event);
        yield Optional.of(Repaired.EVENT_RELAYED);
      }
    };
  }
}
