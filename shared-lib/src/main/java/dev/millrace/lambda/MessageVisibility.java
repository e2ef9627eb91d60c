package dev.millrace.lambda;

import java.time.Duration;
import java.util.Collection;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Keeps a message that is being worked on from being handed out again.
///
/// A short visibility that is renewed brings the message of a killed worker back soon, though the
/// queue's own visibility must outlast the function's timeout.
public final class MessageVisibility {
  private final SqsClient sqs;
  private final SourceQueues queues;
  private final Duration visibility;

  /// @param queueUrls the queues that messages may come from
  public MessageVisibility(SqsClient sqs, Collection<String> queueUrls, Duration visibility) {
    this.sqs = sqs;
    this.queues = new SourceQueues(queueUrls);
    this.visibility = visibility;
  }

  /// Hides a message for the visibility from now on.
  ///
  /// @param queueArn the queue that handed it out
  public void extend(String queueArn, String receiptHandle) {
    String url = queues.url(queueArn);
    sqs.changeMessageVisibility(change ->
        change
            .queueUrl(url)
            .receiptHandle(receiptHandle)
            .visibilityTimeout(Math.toIntExact(visibility.toSeconds())));
  }
}
