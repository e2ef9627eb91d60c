package dev.millrace.relay;

import dev.millrace.aws.Clients;
import dev.millrace.eta.LearnDurations;
import dev.millrace.eta.dynamodb.DynamoDurations;
import dev.millrace.lambda.Work;
import dev.millrace.progress.dynamodb.DynamoConnections;
import dev.millrace.relay.core.PushProgress;
import dev.millrace.relay.dynamodb.StreamRecords;
import dev.millrace.relay.http.ConnectionsApi;
import dev.millrace.webhook.DeliveryStore;
import dev.millrace.webhook.Departures;
import dev.millrace.webhook.FanOut;
import dev.millrace.webhook.circuit.Circuits;
import dev.millrace.webhook.dynamodb.DynamoCircuits;
import dev.millrace.webhook.dynamodb.DynamoDeliveries;
import dev.millrace.webhook.dynamodb.DynamoEndpoints;
import dev.millrace.webhook.dynamodb.DynamoEvents;
import dev.millrace.webhook.sqs.SqsDeliveryQueue;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The composition root: the only place that picks implementations.
final class Wiring {
  private static final Duration FRAME_TIMEOUT = Duration.ofSeconds(2);

  private Wiring() {}

  static Relay relay(RelayConfig config, Work work) {
    Clock clock = Clock.systemUTC();
    DynamoDbClient dynamoDb = Clients.of(DynamoDbClient.builder());
    String region = dynamoDb.serviceClientConfiguration().region().id();
    DeliveryStore deliveries = new DynamoDeliveries(dynamoDb, config.webhooksTable());
    FanOut fanOut =
        new FanOut(
            new DynamoEndpoints(dynamoDb, config.webhooksTable(), config.uploadsTable(), region),
            deliveries,
            new Departures(
                deliveries,
                new SqsDeliveryQueue(Clients.of(SqsClient.builder()), config.queueUrl()),
                new Circuits(new DynamoCircuits(dynamoDb, config.webhooksTable())),
                clock),
            new DynamoEvents(dynamoDb, config.uploadsTable()),
            clock);
    ConnectionsApi connections =
        new ConnectionsApi(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(FRAME_TIMEOUT)
                .socketTimeout(FRAME_TIMEOUT)
                .build(),
            DefaultCredentialsProvider.builder().build(),
            region,
            URI.create(config.socketEndpoint()));
    return new Relay(
        new StreamRecords(region),
        fanOut,
        new PushProgress(
            new DynamoConnections(dynamoDb, config.controlTable(), clock), connections),
        new LearnDurations(new DynamoDurations(dynamoDb, config.controlTable())),
        work);
  }
}
