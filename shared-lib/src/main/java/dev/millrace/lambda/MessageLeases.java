package dev.millrace.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.millrace.upload.Run;
import dev.millrace.upload.RunLease;
import dev.millrace.upload.RunStore;
import java.time.Duration;

/// Renews the lease of a run together with the visibility of the message that asked for it.
public final class MessageLeases {
  private static final int BEATS_PER_LEASE = 3;

  private final RunStore runs;
  private final MessageVisibility visibility;
  private final Duration lease;

  public MessageLeases(RunStore runs, MessageVisibility visibility, Duration lease) {
    this.runs = runs;
    this.visibility = visibility;
    this.lease = lease;
  }

  /// {@return what keeps the runs of a message, which from now on is hidden only for as long as
  /// somebody renews it}
  public RunLease.Keeper of(SQSMessage message) {
    hide(message);
    return run -> new Renewed(beat(run, message));
  }

  private Heartbeat beat(Run run, SQSMessage message) {
    return Heartbeat.every(
        lease.dividedBy(BEATS_PER_LEASE),
        () -> {
          boolean held = runs.renew(run, lease);
          hide(message);
          return held;
        });
  }

  /// An invocation without a queue has no receipt, and nothing to hide.
  private void hide(SQSMessage message) {
    if (message.getReceiptHandle() != null) {
      visibility.extend(message.getEventSourceArn(), message.getReceiptHandle());
    }
  }

  private record Renewed(Heartbeat heartbeat) implements RunLease {
    @Override
    public boolean lost() {
      return heartbeat.lost();
    }

    @Override
    public void close() {
      heartbeat.close();
    }
  }
}
