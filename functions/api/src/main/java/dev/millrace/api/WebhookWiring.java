package dev.millrace.api;

import dev.millrace.api.core.ChangeEndpoint;
import dev.millrace.api.core.CreateEndpoint;
import dev.millrace.api.core.ListDeliveries;
import dev.millrace.api.core.ReadStatistics;
import dev.millrace.api.core.ResendDelivery;
import dev.millrace.api.core.SendTestEvent;
import dev.millrace.api.http.DeliveryRoutes;
import dev.millrace.api.http.EndpointRoutes;
import dev.millrace.api.http.ReplayRoutes;
import dev.millrace.http.Router;
import dev.millrace.id.Ids;
import dev.millrace.idempotency.Idempotency;
import dev.millrace.idempotency.SealedRequests;
import dev.millrace.idempotency.dynamodb.DynamoKeptRequests;
import dev.millrace.secret.SecretBox;
import dev.millrace.webhook.DeliveryStore;
import dev.millrace.webhook.Departures;
import dev.millrace.webhook.EndpointKeys;
import dev.millrace.webhook.EndpointStore;
import dev.millrace.webhook.EventStore;
import dev.millrace.webhook.circuit.Circuits;
import dev.millrace.webhook.dynamodb.DynamoCircuits;
import dev.millrace.webhook.dynamodb.DynamoDeliveries;
import dev.millrace.webhook.dynamodb.DynamoEndpoints;
import dev.millrace.webhook.dynamodb.DynamoEvents;
import dev.millrace.webhook.dynamodb.DynamoOutbox;
import dev.millrace.webhook.dynamodb.DynamoReplays;
import dev.millrace.webhook.dynamodb.DynamoTallies;
import dev.millrace.webhook.guard.AddressGuard;
import dev.millrace.webhook.guard.UrlPolicy;
import dev.millrace.webhook.sqs.SqsDeliveryQueue;
import java.security.SecureRandom;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The part of the composition root that is about webhooks.
final class WebhookWiring {
  private final ApiConfig config;
  private final DynamoDbClient dynamoDb;
  private final SecretBox box;
  private final Clock clock;
  private final String region;
  private final SecureRandom random = new SecureRandom();
  private final EndpointStore endpoints;
  private final DeliveryStore deliveries;
  private final EventStore events;
  private final Circuits circuits;
  private final Departures departures;

  WebhookWiring(
      ApiConfig config, DynamoDbClient dynamoDb, SqsClient sqs, SecretBox box, Clock clock) {
    this.config = config;
    this.dynamoDb = dynamoDb;
    this.box = box;
    this.clock = clock;
    this.region = dynamoDb.serviceClientConfiguration().region().id();
    this.endpoints =
        new DynamoEndpoints(dynamoDb, config.webhooksTable(), config.uploadsTable(), region);
    this.deliveries = new DynamoDeliveries(dynamoDb, config.webhooksTable());
    this.events = new DynamoEvents(dynamoDb, config.uploadsTable());
    this.circuits = new Circuits(new DynamoCircuits(dynamoDb, config.webhooksTable()));
    this.departures =
        new Departures(
            deliveries, new SqsDeliveryQueue(sqs, config.deliveriesQueueUrl()), circuits, clock);
  }

  Router addTo(Router router) {
    Idempotency idempotency = idempotency();
    endpointRoutes(idempotency).addTo(router);
    new DeliveryRoutes(
            endpoints,
            deliveries,
            events,
            new ListDeliveries(deliveries),
            new ResendDelivery(deliveries, endpoints, events, departures, clock),
            clock)
        .addTo(router);
    return new ReplayRoutes(
            endpoints, new DynamoReplays(dynamoDb, config.webhooksTable()), idempotency, clock)
        .addTo(router);
  }

  private EndpointRoutes endpointRoutes(Idempotency idempotency) {
    UrlPolicy policy =
        new UrlPolicy(new AddressGuard(config.allowedRanges()), config.httpAllowed());
    EndpointKeys keys = new EndpointKeys(box);
    return new EndpointRoutes(
        endpoints,
        new CreateEndpoint(endpoints, policy, keys, random, clock),
        new ChangeEndpoint(endpoints, policy, keys, circuits, departures, random, clock),
        new SendTestEvent(new DynamoOutbox(dynamoDb, config.uploadsTable(), region), clock),
        new ReadStatistics(new DynamoTallies(dynamoDb, config.webhooksTable())),
        circuits,
        idempotency,
        clock);
  }

  /// Answers that show a secret are kept for repeats, sealed.
  private Idempotency idempotency() {
    return new Idempotency(
        new SealedRequests(new DynamoKeptRequests(dynamoDb, config.controlTable()), box),
        new Ids(clock, random)::next,
        clock);
  }
}
