package dev.millrace.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Puts a message back into its queue, to be handed out again later.
///
/// A copy is sent, so that waiting for its turn does not count as a failed try. Whoever dies after
/// that leaves two messages that tell the same, of which the second finds nothing to do.
///
/// The more messages have been put back, the later each comes again: about {@value #AGAIN_A_SECOND}
/// of them a second, at a time drawn by lot, so that neither the first nor the last is favoured and
/// the queue is not busy with those that wait.
public final class Postponement {
  static final int AGAIN_A_SECOND = 20;

  private static final Duration SHORTEST = Duration.ofSeconds(2);

  /// The longest that SQS delays a message.
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private static final Duration MAX_AGE = Duration.ofSeconds(5);
  private static final QueueAttributeName DELAYED =
      QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED;

  private final SqsClient sqs;
  private final SourceQueues queues;
  private final RandomGenerator random;
  private final Clock clock;
  private final Map<String, Known> delayed = new ConcurrentHashMap<>();

  /// @param queueUrls the queues that messages may come from
  public Postponement(
      SqsClient sqs, Collection<String> queueUrls, RandomGenerator random, Clock clock) {
    this.sqs = sqs;
    this.queues = new SourceQueues(queueUrls);
    this.random = random;
    this.clock = clock;
  }

  private record Known(long messages, Instant staleAt) {}

  /// Puts a message back; the one that was handed out can go.
  public void putBack(SQSMessage message) {
    String url = queues.url(message.getEventSourceArn());
    int seconds = random.nextInt(1, Math.toIntExact(longest(url).toSeconds()) + 1);
    sqs.sendMessage(
        send -> send.queueUrl(url).messageBody(message.getBody()).delaySeconds(seconds));
  }

  /// {@return the bound under which the delay is drawn: twice what it is on average}
  private Duration longest(String url) {
    Duration wanted = Duration.ofSeconds(2 * delayed(url) / AGAIN_A_SECOND);
    if (wanted.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
  }

  private long delayed(String url) {
    Instant now = clock.instant();
    Known known = delayed.get(url);
    if (known == null || !now.isBefore(known.staleAt())) {
      known = new Known(ask(url), now.plus(MAX_AGE));
      delayed.put(url, known);
    }
    return known.messages();
  }

  private long ask(String url) {
    return Long.parseLong(
        sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(DELAYED))
            .attributes()
            .getOrDefault(DELAYED, "0"));
  }
}
