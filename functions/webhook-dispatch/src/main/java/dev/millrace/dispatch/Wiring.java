package dev.millrace.dispatch;

import dev.millrace.aws.Clients;
import dev.millrace.dispatch.core.Deadline;
import dev.millrace.dispatch.core.DeliverWebhook;
import dev.millrace.dispatch.core.EndpointGate;
import dev.millrace.dispatch.core.RetrySchedule;
import dev.millrace.dispatch.core.WebhookSender;
import dev.millrace.dispatch.http.SignedHttpSender;
import dev.millrace.dispatch.http.WebhookClient;
import dev.millrace.flag.Flags;
import dev.millrace.flag.dynamodb.DynamoFlags;
import dev.millrace.id.Ids;
import dev.millrace.secret.kms.SecretBoxes;
import dev.millrace.webhook.DeliveryQueue;
import dev.millrace.webhook.DeliveryStore;
import dev.millrace.webhook.Departures;
import dev.millrace.webhook.EndpointKeys;
import dev.millrace.webhook.EndpointStore;
import dev.millrace.webhook.circuit.Circuits;
import dev.millrace.webhook.dynamodb.DynamoCircuits;
import dev.millrace.webhook.dynamodb.DynamoDeliveries;
import dev.millrace.webhook.dynamodb.DynamoEndpoints;
import dev.millrace.webhook.dynamodb.DynamoEvents;
import dev.millrace.webhook.dynamodb.DynamoTallies;
import dev.millrace.webhook.guard.AddressGuard;
import dev.millrace.webhook.guard.UrlPolicy;
import dev.millrace.webhook.sqs.SqsDeliveryQueue;
import java.security.SecureRandom;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The composition root: the only place that picks implementations.
final class Wiring {
  private final DispatchConfig config;
  private final Clock clock = Clock.systemUTC();
  private final SecureRandom random = new SecureRandom();
  private final DynamoDbClient dynamoDb = Clients.of(DynamoDbClient.builder());
  private final Deadline deadline;
  private final DeliveryStore deliveries;
  private final EndpointStore endpoints;
  private final DeliveryQueue queue;
  private final Circuits circuits;
  private final Departures departures;

  private Wiring(DispatchConfig config) {
    this.config = config;
    this.deadline = new Deadline(config.timeout(), config.lease().minus(config.timeout()));
    this.deliveries = new DynamoDeliveries(dynamoDb, config.webhooksTable());
    this.endpoints =
        new DynamoEndpoints(
            dynamoDb,
            config.webhooksTable(),
            config.uploadsTable(),
            dynamoDb.serviceClientConfiguration().region().id());
    this.queue = new SqsDeliveryQueue(Clients.of(SqsClient.builder()), config.queueUrl());
    this.circuits = new Circuits(new DynamoCircuits(dynamoDb, config.webhooksTable()));
    this.departures = new Departures(deliveries, queue, circuits, clock);
  }

  static DeliverWebhook deliverWebhook(DispatchConfig config) {
    return new Wiring(config).deliverWebhook();
  }

  private DeliverWebhook deliverWebhook() {
    Ids ids = new Ids(clock, random);
    return new DeliverWebhook(
        deliveries,
        endpoints,
        new DynamoEvents(dynamoDb, config.uploadsTable()),
        gate(),
        sender(),
        queue,
        departures,
        new DynamoTallies(dynamoDb, config.webhooksTable()),
        new RetrySchedule(config.schedule(), random),
        deadline,
        () -> ids.next("wrk_"),
        clock);
  }

  private EndpointGate gate() {
    Flags flags = new Flags(new DynamoFlags(dynamoDb, config.controlTable()), Flags.MAX_AGE, clock);
    return new EndpointGate(
        circuits, departures, endpoints, tenant -> CircuitFlags.policy(flags, tenant));
  }

  private WebhookSender sender() {
    AddressGuard guard = new AddressGuard(config.allowedRanges());
    return new SignedHttpSender(
        WebhookClient.create(guard),
        new UrlPolicy(guard, config.httpAllowed()),
        new EndpointKeys(
            SecretBoxes.of(config.secretKey(), random, () -> Clients.of(KmsClient.builder()))),
        deadline,
        clock);
  }
}
