package dev.millrace.dispatch;

import dev.millrace.aws.Clients;
import dev.millrace.dispatch.core.DeliverWebhook;
import dev.millrace.dispatch.core.RetrySchedule;
import dev.millrace.dispatch.http.SignedHttpSender;
import dev.millrace.dispatch.http.WebhookClients;
import dev.millrace.id.Ids;
import dev.millrace.webhook.AddressGuard;
import dev.millrace.webhook.UrlPolicy;
import dev.millrace.webhook.dynamodb.DynamoDeliveries;
import dev.millrace.webhook.dynamodb.DynamoEndpoints;
import dev.millrace.webhook.dynamodb.DynamoEvents;
import dev.millrace.webhook.sqs.SqsDeliveryQueue;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The composition root: the only place that picks implementations.
final class Wiring {
  private Wiring() {}

  static DeliverWebhook deliverWebhook(DispatchConfig config) {
    Clock clock = Clock.systemUTC();
    SecureRandom random = new SecureRandom();
    Ids ids = new Ids(clock, random);
    AddressGuard guard = new AddressGuard(config.allowedRanges());
    DynamoDbClient dynamoDb = Clients.of(DynamoDbClient.builder());
    return new DeliverWebhook(
        new DynamoDeliveries(dynamoDb, config.webhooksTable()),
        new DynamoEndpoints(dynamoDb, config.webhooksTable()),
        new DynamoEvents(dynamoDb, config.uploadsTable()),
        new SignedHttpSender(
            WebhookClients.create(guard),
            new UrlPolicy(guard, config.httpAllowed()),
            config.timeout(),
            Executors.newVirtualThreadPerTaskExecutor(),
            clock),
        new SqsDeliveryQueue(Clients.of(SqsClient.builder()), config.queueUrl()),
        new RetrySchedule(config.schedule(), random),
        config.lease(),
        () -> ids.next("wrk_"),
        clock);
  }
}
