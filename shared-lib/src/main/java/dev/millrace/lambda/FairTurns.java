package dev.millrace.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.millrace.limit.Lease;
import dev.millrace.limit.Workplaces;
import java.util.Optional;

/// Lets messages be worked on as long as their tenant has a place among the workers of their queue;
/// else they are put back, to come again later.
public final class FairTurns {
  private static final int BEATS_PER_LEASE = 3;

  private final Workplaces places;
  private final Postponement postponement;

  public FairTurns(Workplaces places, Postponement postponement) {
    this.places = places;
    this.postponement = postponement;
  }

  /// Does the work that a message asks for, unless the message is put back. A place is kept for as
  /// long as the work takes; one whose worker has died is free soon.
  ///
  /// @return whether it was the message's turn; if not, it has been put back and can go
  public boolean take(SQSMessage message, String tenantId, Runnable work) {
    if (message.getReceiptHandle() == null || places.unlimited(tenantId)) {
      work.run();
      return true;
    }
    Optional<Lease> place = places.take(SourceQueues.name(message.getEventSourceArn()), tenantId);
    if (place.isEmpty()) {
      postponement.putBack(message);
      return false;
    }
    occupy(place.get(), work);
    return true;
  }

  private void occupy(Lease place, Runnable work) {
    try (Heartbeat _ =
        Heartbeat.every(places.lifetime().dividedBy(BEATS_PER_LEASE), () -> places.renew(place))) {
      work.run();
    } finally {
      places.leave(place);
    }
  }
}
