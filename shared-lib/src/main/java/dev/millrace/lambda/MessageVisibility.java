package dev.millrace.lambda;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Keeps a message that is being worked on from being handed out again.
///
/// A short visibility that is renewed brings the message of a killed worker back soon, though the
/// queue's own visibility must outlast the function's timeout.
public final class MessageVisibility {
  private final SqsClient sqs;
  private final Map<String, String> urlByName;
  private final Duration visibility;

  /// @param queueUrls the queues that messages may come from
  public MessageVisibility(SqsClient sqs, Collection<String> queueUrls, Duration visibility) {
    this.sqs = sqs;
    this.urlByName =
        queueUrls.stream()
            .collect(Collectors.toMap(url -> lastPart(url, '/'), Function.identity()));
    this.visibility = visibility;
  }

  /// Hides a message for the visibility from now on.
  ///
  /// @param queueArn the queue that handed it out
  public void extend(String queueArn, String receiptHandle) {
    String url = urlByName.get(lastPart(queueArn, ':'));
    if (url == null) {
      throw new IllegalArgumentException("a message of an unknown queue: " + queueArn);
    }
    sqs.changeMessageVisibility(change ->
        change
            .queueUrl(url)
            .receiptHandle(receiptHandle)
            .visibilityTimeout(Math.toIntExact(visibility.toSeconds())));
  }

  private static String lastPart(String text, char separator) {
    return text.substring(text.lastIndexOf(separator) + 1);
  }
}
