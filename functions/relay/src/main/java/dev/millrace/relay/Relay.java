package dev.millrace.relay;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.millrace.eta.LearnDurations;
import dev.millrace.event.WebhookEvent;
import dev.millrace.lambda.Work;
import dev.millrace.relay.core.PushProgress;
import dev.millrace.relay.dynamodb.StreamRecords;
import dev.millrace.upload.Upload;
import dev.millrace.webhook.FanOut;
import java.util.List;

/// Sends on what a batch of the stream shows: events first, then how the uploads stand; and learns
/// how long their stages take.
final class Relay {
  private static final System.Logger LOG = System.getLogger(Relay.class.getName());

  private final StreamRecords records;
  private final FanOut fanOut;
  private final PushProgress pushProgress;
  private final LearnDurations learnDurations;
  private final Work work;

  Relay(
      StreamRecords records,
      FanOut fanOut,
      PushProgress pushProgress,
      LearnDurations learnDurations,
      Work work) {
    this.records = records;
    this.fanOut = fanOut;
    this.pushProgress = pushProgress;
    this.learnDurations = learnDurations;
    this.work = work;
  }

  StreamsEventResponse relay(List<DynamodbStreamRecord> batch) {
    StreamsEventResponse response =
        StreamBatch.atOnce(batch, entry -> records.event(entry).ifPresent(this::publish));
    push(batch);
    learn(batch);
    return response;
  }

  private void publish(WebhookEvent event) {
    work.unit(
        "event.relayed",
        line -> {
          line.put("event_id", event.eventId())
              .put("event_type", event.type().wireName())
              .put("tenant_id", event.tenantId());
          int deliveries = fanOut.publish(event);
          line.put("deliveries", deliveries);
          return deliveries;
        });
  }

  /// Whoever misses a frame learns more from the next one or from the API, so whatever fails here
  /// must not hold up the events.
  private void push(List<DynamodbStreamRecord> batch) {
    try {
      List<Upload> changed = batch.stream().flatMap(e -> records.upload(e).stream()).toList();
      int frames = pushProgress.push(changed);
      LOG.log(System.Logger.Level.DEBUG, "sent {0} frames", frames);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "could not tell the listeners", e);
    }
  }

  /// An estimate can do without some of what could be learnt, so this must not hold up the events
  /// either.
  private void learn(List<DynamodbStreamRecord> batch) {
    try {
      for (DynamodbStreamRecord entry : batch) {
        records
            .uploadBefore(entry)
            .ifPresent(before ->
                records.upload(entry).ifPresent(after -> learnDurations.learn(before, after)));
      }
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "could not learn how long things take", e);
    }
  }
}
