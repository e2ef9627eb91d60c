package dev.millrace.api.sqs;

import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Asks whether a queue can be reached.
public final class QueueProbe implements Runnable {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final SqsClient sqs;
  private final String url;

  public QueueProbe(SqsClient sqs, String url) {
    this.sqs = sqs;
    this.url = url;
  }

  @Override
  public void run() {
    sqs.getQueueAttributes(get ->
        get.queueUrl(url)
            .attributeNames(QueueAttributeName.QUEUE_ARN)
            .overrideConfiguration(c -> c.apiCallTimeout(PATIENCE)));
  }
}
