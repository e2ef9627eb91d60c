package dev.millrace.sweeper;

import dev.millrace.aws.Clients;
import dev.millrace.json.Json;
import dev.millrace.sweeper.SweeperConfig.Queue;
import dev.millrace.sweeper.core.AdvanceReplay;
import dev.millrace.sweeper.core.DeadLetters;
import dev.millrace.sweeper.core.DrainDeadLetters;
import dev.millrace.sweeper.core.EraseUpload;
import dev.millrace.sweeper.core.ExpireUpload;
import dev.millrace.sweeper.core.LookAfterUpload;
import dev.millrace.sweeper.core.MissVerdict;
import dev.millrace.sweeper.core.Repair;
import dev.millrace.sweeper.core.RepairDeliveries;
import dev.millrace.sweeper.core.RepairUploads;
import dev.millrace.sweeper.core.RescueRun;
import dev.millrace.sweeper.core.Sweep;
import dev.millrace.sweeper.dynamodb.DynamoDue;
import dev.millrace.sweeper.dynamodb.DynamoUploadRows;
import dev.millrace.sweeper.s3.S3UploadFiles;
import dev.millrace.sweeper.sqs.SqsDeadLetters;
import dev.millrace.upload.ArrivalQueue;
import dev.millrace.upload.Priority;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.arrival.Quarantine;
import dev.millrace.upload.dynamodb.DynamoRuns;
import dev.millrace.upload.dynamodb.DynamoUploads;
import dev.millrace.upload.s3.ObjectArrivals;
import dev.millrace.upload.s3.S3Multipart;
import dev.millrace.upload.s3.S3Objects;
import dev.millrace.upload.sqs.SqsArrivals;
import dev.millrace.webhook.DeliveryRequested;
import dev.millrace.webhook.DeliveryStore;
import dev.millrace.webhook.Departures;
import dev.millrace.webhook.FanOut;
import dev.millrace.webhook.circuit.Circuits;
import dev.millrace.webhook.dynamodb.DynamoCircuits;
import dev.millrace.webhook.dynamodb.DynamoDeliveries;
import dev.millrace.webhook.dynamodb.DynamoEndpoints;
import dev.millrace.webhook.dynamodb.DynamoEvents;
import dev.millrace.webhook.dynamodb.DynamoReplays;
import dev.millrace.webhook.sqs.SqsDeliveryQueue;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The composition root: the only place that picks implementations.
final class Wiring {
  /// A sweep has a minute; S3 goes on by itself, and the next sweep finds what has come of it.
  private static final Duration ASSEMBLY_TIMEOUT = Duration.ofSeconds(20);

  private final SweeperConfig config;
  private final Clock clock = Clock.systemUTC();
  private final DynamoDbClient dynamoDb = Clients.of(DynamoDbClient.builder());
  private final SqsClient sqs = Clients.of(SqsClient.builder());
  private final String region = dynamoDb.serviceClientConfiguration().region().id();
  private final Uploads uploads;
  private final DeliveryStore deliveries;
  private final Circuits circuits;
  private final Departures departures;

  private Wiring(SweeperConfig config) {
    this.config = config;
    this.uploads = new Uploads(new DynamoUploads(dynamoDb, config.uploadsTable(), region), clock);
    this.deliveries = new DynamoDeliveries(dynamoDb, config.webhooksTable());
    this.circuits = new Circuits(new DynamoCircuits(dynamoDb, config.webhooksTable()));
    this.departures =
        new Departures(
            deliveries, new SqsDeliveryQueue(sqs, config.deliveries().url()), circuits, clock);
  }

  static Sweep sweep(SweeperConfig config) {
    Wiring wiring = new Wiring(config);
    List<Repair> repairs =
        Stream.of(
                Stream.of(wiring.repairUploads(), wiring.repairDeliveries()),
                wiring.drainFiles(),
                Stream.of(wiring.drainDeliveries()))
            .flatMap(several -> several)
            .toList();
    return new Sweep(
        repairs, config.interval(), duration -> LockSupport.parkNanos(duration.toNanos()));
  }

  private Repair repairUploads() {
    ArrivalQueue arrivals =
        new SqsArrivals(
            sqs,
            config.bucket(),
            Map.of(
                Priority.NORMAL, config.documentsNormal().url(),
                Priority.HIGH, config.documentsHigh().url()),
            Map.of(
                Priority.NORMAL, config.imagesNormal().url(),
                Priority.HIGH, config.imagesHigh().url()));
    return new RepairUploads(
        DynamoDue.uploads(dynamoDb, config.uploadsTable(), region),
        lookAfterUpload(arrivals),
        new RescueRun(
            uploads,
            new DynamoRuns(dynamoDb, config.uploadsTable(), clock),
            arrivals,
            config.runLease(),
            clock),
        new FanOut(
            new DynamoEndpoints(dynamoDb, config.webhooksTable(), config.uploadsTable(), region),
            deliveries,
            departures,
            new DynamoEvents(dynamoDb, config.uploadsTable()),
            clock),
        clock);
  }

  private LookAfterUpload lookAfterUpload(ArrivalQueue arrivals) {
    S3Client s3 = Clients.of(S3Client.builder());
    S3Objects objects = new S3Objects(s3, config.bucket());
    S3Multipart multipart = new S3Multipart(s3, config.bucket(), ASSEMBLY_TIMEOUT);
    return new LookAfterUpload(
        new ExpireUpload(uploads, objects, multipart, arrivals, clock),
        new MissVerdict(uploads, objects, new Quarantine(uploads, objects, clock), clock),
        new EraseUpload(
            uploads,
            new S3UploadFiles(s3, config.bucket(), multipart),
            new DynamoUploadRows(dynamoDb, config.uploadsTable()),
            clock));
  }

  private Repair repairDeliveries() {
    return new RepairDeliveries(
        DynamoDue.webhooks(dynamoDb, config.webhooksTable()),
        departures,
        circuits,
        new AdvanceReplay(
            new DynamoReplays(dynamoDb, config.webhooksTable()), deliveries, departures, clock),
        clock);
  }

  private Stream<Repair> drainFiles() {
    return Stream.of(
            config.documentsNormal(),
            config.documentsHigh(),
            config.imagesNormal(),
            config.imagesHigh(),
            config.chunks())
        .map(queue -> DrainDeadLetters.ofArrivals(deadLetters(queue, Wiring::uploadsIn), uploads));
  }

  private Repair drainDeliveries() {
    return DrainDeadLetters.ofDeliveries(
        deadLetters(config.deliveries(), body -> Json.read(body, DeliveryRequested.class)),
        deliveries);
  }

  private <T> DeadLetters<T> deadLetters(Queue queue, Function<String, T> reader) {
    return new SqsDeadLetters<>(sqs, queue.deadLettersUrl(), queue.url(), reader);
  }

  private static List<UploadRef> uploadsIn(String message) {
    return ObjectArrivals.read(message).stream().map(arrival -> arrival.key().upload()).toList();
  }
}
