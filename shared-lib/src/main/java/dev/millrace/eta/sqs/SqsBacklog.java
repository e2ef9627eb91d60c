package dev.millrace.eta.sqs;

import dev.millrace.eta.Backlog;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Priority;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Asks SQS for the length of its queues, each at most every few seconds. What SQS does not answer
/// counts as what it said last, or nothing: an estimate must not fail who asks for one.
public final class SqsBacklog implements Backlog {
  private static final System.Logger LOG = System.getLogger(SqsBacklog.class.getName());
  private static final Duration MAX_AGE = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final SqsClient sqs;
  private final FileQueues queues;
  private final Clock clock;
  private final Map<String, Known> remembered = new ConcurrentHashMap<>();

  public SqsBacklog(SqsClient sqs, FileQueues queues, Clock clock) {
    this.sqs = sqs;
    this.queues = queues;
    this.clock = clock;
  }

  private record Known(long waiting, Instant staleAt) {
    static final Known NOTHING = new Known(0, Instant.MIN);
  }

  @Override
  public long waiting(Kind kind, Priority priority) {
    String url = queues.url(kind, priority);
    Instant now = clock.instant();
    Known known = remembered.getOrDefault(url, Known.NOTHING);
    if (now.isBefore(known.staleAt())) {
      return known.waiting();
    }
    Known fresh = new Known(ask(url, known), now.plus(MAX_AGE));
    remembered.put(url, fresh);
    return fresh.waiting();
  }

  private long ask(String url, Known last) {
    QueueAttributeName waiting = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
    try {
      return Long.parseLong(
          sqs.getQueueAttributes(get ->
                  get.queueUrl(url)
                      .attributeNames(waiting)
                      .overrideConfiguration(c -> c.apiCallTimeout(PATIENCE)))
              .attributes()
              .getOrDefault(waiting, "0"));
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "SQS does not tell the length of " + url, e);
      return last.waiting();
    }
  }
}
