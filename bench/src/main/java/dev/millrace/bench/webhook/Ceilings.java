package dev.millrace.bench.webhook;

import dev.millrace.local.Services;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryRequested;
import dev.millrace.webhook.dynamodb.DynamoDeliveries;
import dev.millrace.webhook.sqs.SqsDeliveryQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/// What the local services give when nothing but them is at work, through the adapters that the
/// functions use.
final class Ceilings {
  private static final int CALLERS = 16;
  private static final int BATCH = 10;

  private final Services services;
  private final Duration length;

  Ceilings(Services services, Duration length) {
    this.services = services;
    this.length = length;
  }

  /// {@return how many rows of deliveries DynamoDB Local takes in a second}
  double rowsPerSecond() throws InterruptedException {
    DynamoDeliveries deliveries =
        new DynamoDeliveries(
            services.dynamoDb().client(services.credentials()),
            services.template().output("WebhooksTable").orElseThrow());
    return perSecond((caller, i) -> {
      String id = "evt_ceiling%dx%d".formatted(caller, i);
      Delivery row = Delivery.of(BenchEvents.event(id), "ep_ceiling", Instant.EPOCH);
      deliveries.create(row);
      return 1;
    });
  }

  /// {@return how many messages ElasticMQ takes, hands out and deletes in a second}
  double messagesPerSecond() throws InterruptedException {
    SqsClient sqs = services.sqs().client(services.credentials());
    String url = sqs.createQueue(create -> create.queueName("ceiling")).queueUrl();
    SqsDeliveryQueue queue = new SqsDeliveryQueue(sqs, url);
    return perSecond((caller, i) -> {
      for (int n = 0; n < BATCH; n++) {
        queue.send(new DeliveryRequested("dlv_" + caller, i), "ep_" + caller, Duration.ZERO);
      }
      List<Message> batch =
          sqs.receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(BATCH))
              .messages();
      for (Message message : batch) {
        sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
      }
      return batch.size();
    });
  }

  private interface Step {
    /// {@return how many were done with}
    int take(int caller, int number);
  }

  private double perSecond(Step step) throws InterruptedException {
    LongAdder done = new LongAdder();
    long start = System.nanoTime();
    long end = start + length.toNanos();
    List<Thread> callers =
        IntStream.range(0, CALLERS)
            .mapToObj(caller ->
                Thread.startVirtualThread(() -> {
                  for (int i = 0; System.nanoTime() < end; i++) {
                    done.add(step.take(caller, i));
                  }
                }))
            .toList();
    for (Thread caller : callers) {
      caller.join();
    }
    return done.sum() / ((System.nanoTime() - start) / 1e9);
  }
}
