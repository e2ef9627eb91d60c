package dev.millrace.intake;

import dev.millrace.flag.Flag;
import dev.millrace.flag.Flags;
import dev.millrace.flag.dynamodb.DynamoFlags;
import dev.millrace.id.Ids;
import dev.millrace.lambda.FairTurns;
import dev.millrace.lambda.MessageLeases;
import dev.millrace.lambda.MessageVisibility;
import dev.millrace.lambda.Postponement;
import dev.millrace.limit.Workplaces;
import dev.millrace.limit.dynamodb.DynamoLeases;
import dev.millrace.malware.MalwareGate;
import dev.millrace.malware.clamd.ClamdScanner;
import dev.millrace.upload.RunStore;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.arrival.Admission;
import dev.millrace.upload.arrival.ContentDetector;
import dev.millrace.upload.arrival.RunClaims;
import dev.millrace.upload.dynamodb.DynamoRuns;
import dev.millrace.upload.dynamodb.DynamoUploads;
import dev.millrace.upload.s3.S3Objects;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The stores and the admission of a function that takes files in.
public final class Intake {
  /// Whether files that are locked with a password may pass a scanner that cannot look into them.
  static final Flag<Boolean> ALLOW_ENCRYPTED = Flag.onOff("scan.allow-encrypted", false);

  private static final Duration CLAMD_CONNECTS_WITHIN = Duration.ofSeconds(5);
  private static final Duration CLAMD_ANSWERS_WITHIN = Duration.ofMinutes(2);

  private final IntakeConfig config;
  private final DynamoDbClient dynamoDb;
  private final DynamoUploads store;
  private final Uploads uploads;
  private final RunStore runs;
  private final RunClaims claims;
  private final S3Objects objects;
  private final Flags flags;
  private final Clock clock;

  public Intake(IntakeConfig config, DynamoDbClient dynamoDb, S3Client s3, Clock clock) {
    this.config = config;
    this.dynamoDb = dynamoDb;
    String region = dynamoDb.serviceClientConfiguration().region().id();
    store = new DynamoUploads(dynamoDb, config.uploadsTable(), region);
    uploads = new Uploads(store, clock);
    runs = new DynamoRuns(dynamoDb, config.uploadsTable(), clock);
    claims = new RunClaims(uploads, runs, config.runLease(), clock);
    objects = new S3Objects(s3, config.bucket());
    flags = new Flags(new DynamoFlags(dynamoDb, config.controlTable()), Flags.MAX_AGE, clock);
    this.clock = clock;
  }

  /// {@return the uploads}
  public Uploads uploads() {
    return uploads;
  }

  /// {@return the runs}
  public RunStore runs() {
    return runs;
  }

  /// {@return who gives runs to workers}
  public RunClaims claims() {
    return claims;
  }

  /// {@return originals and derived objects}
  public S3Objects objects() {
    return objects;
  }

  /// {@return the limits and switches}
  public Flags flags() {
    return flags;
  }

  /// {@return the admission of files}
  ///
  /// @param detector knows the kinds of files that the function takes
  public Admission admission(ContentDetector detector) {
    return Admission.of(uploads, claims, objects, store, detector, gate(), clock);
  }

  /// {@return what keeps runs together with the messages that asked for them}
  public MessageLeases leases(SqsClient sqs, Collection<String> queueUrls) {
    return new MessageLeases(
        runs, new MessageVisibility(sqs, queueUrls, config.messageVisibility()), config.runLease());
  }

  /// {@return what shares the workers on the queues among tenants}
  public FairTurns turns(
      SqsClient sqs, Collection<String> queueUrls, Ids ids, RandomGenerator random) {
    DynamoLeases leases =
        new DynamoLeases(dynamoDb, config.controlTable(), () -> ids.next("own_"), clock);
    return new FairTurns(
        new Workplaces(leases, flags, config.workers(), config.runLease()),
        new Postponement(sqs, queueUrls, random, clock));
  }

  private MalwareGate gate() {
    return switch (config.malwareScan()) {
      case OFF -> new MalwareGate.Open();
      case GUARDDUTY -> new MalwareGate.AwaitingVerdict(config.scanPatience());
      case CLAMD ->
          new MalwareGate.Scanning(
              config
                  .clamd()
                  .map(address ->
                      new ClamdScanner(
                          address.getHostString(),
                          address.getPort(),
                          CLAMD_CONNECTS_WITHIN,
                          CLAMD_ANSWERS_WITHIN))
                  .orElseThrow(),
              config.scanPatience(),
              tenantId -> flags.get(ALLOW_ENCRYPTED, tenantId));
    };
  }
}
