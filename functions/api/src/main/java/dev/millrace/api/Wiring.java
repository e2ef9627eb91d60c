package dev.millrace.api;

import dev.millrace.api.browser.BrowserView;
import dev.millrace.api.core.CancelUpload;
import dev.millrace.api.core.Check;
import dev.millrace.api.core.CheckReadiness;
import dev.millrace.api.core.DeleteUpload;
import dev.millrace.api.core.DownloadOriginal;
import dev.millrace.api.core.ExamineSystem;
import dev.millrace.api.core.LinkSigner;
import dev.millrace.api.core.Probe;
import dev.millrace.api.core.ReadBatchResult;
import dev.millrace.api.core.ReadResult;
import dev.millrace.api.core.ReprocessUpload;
import dev.millrace.api.core.Waiting;
import dev.millrace.api.core.WatchUpload;
import dev.millrace.api.derived.DerivedTextParts;
import dev.millrace.api.dynamodb.TableProbe;
import dev.millrace.api.http.BatchRoutes;
import dev.millrace.api.http.DoctorRoute;
import dev.millrace.api.http.OperationRoutes;
import dev.millrace.api.http.ResultRoutes;
import dev.millrace.api.http.UploadEndRoutes;
import dev.millrace.api.http.UploadListRoutes;
import dev.millrace.api.http.UploadRoutes;
import dev.millrace.api.s3.BucketProbe;
import dev.millrace.api.s3.S3Links;
import dev.millrace.api.sqs.QueueProbe;
import dev.millrace.aws.Clients;
import dev.millrace.aws.SigningCredentials;
import dev.millrace.eta.EstimateTime;
import dev.millrace.eta.RememberedDurations;
import dev.millrace.eta.dynamodb.DynamoDurations;
import dev.millrace.eta.sqs.SqsBacklog;
import dev.millrace.flag.Flags;
import dev.millrace.flag.dynamodb.DynamoFlags;
import dev.millrace.http.ClientAddress;
import dev.millrace.http.PublicUrl;
import dev.millrace.http.RateGate;
import dev.millrace.http.Router;
import dev.millrace.id.Ids;
import dev.millrace.idempotency.Idempotency;
import dev.millrace.idempotency.dynamodb.DynamoKeptRequests;
import dev.millrace.lambda.PowertoolsTracer;
import dev.millrace.lambda.Work;
import dev.millrace.limit.RateLimiter;
import dev.millrace.limit.WaitingRoom;
import dev.millrace.limit.dynamodb.DynamoLeases;
import dev.millrace.limit.dynamodb.DynamoUsage;
import dev.millrace.secret.kms.SecretBoxes;
import dev.millrace.upload.Priority;
import dev.millrace.upload.RunStore;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.dynamodb.DynamoBatches;
import dev.millrace.upload.dynamodb.DynamoRuns;
import dev.millrace.upload.dynamodb.DynamoUploadList;
import dev.millrace.upload.dynamodb.DynamoUploads;
import dev.millrace.upload.s3.S3Objects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The composition root of the API. Each group of routes adds itself to the one router.
final class Wiring {
  private static final String ALLOW_PUT =
      "Allow PUT and POST from the pages' origin, with the headers content-type, if-none-match and"
          + " x-amz-*, in the bucket's CORS rules (template parameter CorsOrigin).";
  private static final String ALLOW_POST =
      "Give the pages' origin as the template parameter CorsOrigin, and if PublicUrl names a proxy,"
          + " let it pass OPTIONS requests on with all their headers.";
  private static final Set<String> SENT_TO_API =
      Set.of("authorization", "content-type", "idempotency-key");
  private static final String NEVER_THERE = "documents/normal/doctor/never-there";
  private static final String EXPOSE_ETAG =
      "Name ETag under ExposeHeaders in the bucket's CORS rules: parts cannot be sent without it.";
  private static final String SET_THE_CLOCK =
      "Set this machine's clock by NTP: S3 refuses signatures that are 15 minutes off.";
  private static final String DEPLOY_AGAIN =
      "Deploy the stack again, and do not change by hand what it made or what its roles may do.";
  private static final Duration LINK_LIFETIME = Duration.ofHours(1);
  private static final Duration DOWNLOAD_LIFETIME = Duration.ofMinutes(5);

  private final ApiConfig config;
  private final Clock clock = Clock.systemUTC();
  private final DynamoDbClient dynamoDb = Clients.of(DynamoDbClient.builder());
  private final AwsCredentialsProvider credentials = DefaultCredentialsProvider.builder().build();
  private final SqsClient sqs = Clients.of(SqsClient.builder());
  private final Ids ids = new Ids(clock, new SecureRandom());
  private final Flags flags;
  private final EstimateTime estimate;

  private Wiring(ApiConfig config) {
    this.config = config;
    this.flags = new Flags(new DynamoFlags(dynamoDb, config.controlTable()), Flags.MAX_AGE, clock);
    this.estimate =
        new EstimateTime(
            new RememberedDurations(
                new DynamoDurations(dynamoDb, config.controlTable()), Flags.MAX_AGE, clock),
            new SqsBacklog(sqs, config.queues(), clock),
            config.queues().workers(),
            clock);
  }

  static Router router(ApiConfig config) {
    Wiring wiring = new Wiring(config);
    Router router = new Router(new Work(new PowertoolsTracer()), wiring.gate());
    wiring.uploadRoutes().addTo(router);
    wiring.resultRoutes().addTo(router);
    wiring.uploadListRoutes().addTo(router);
    wiring.uploadEndRoutes().addTo(router);
    wiring.batchRoutes().addTo(router);
    wiring.doctorRoute().addTo(router);
    wiring.webhooks().addTo(router);
    wiring.operationRoutes().addTo(router);
    return router;
  }

  private RateGate gate() {
    RateLimiter limiter =
        new RateLimiter(new DynamoUsage(dynamoDb, config.controlTable(), clock), flags, clock);
    return new RateGate(limiter, new ClientAddress(config.trustedProxies()));
  }

  private BatchRoutes batchRoutes() {
    return new BatchRoutes(
        batches(), estimate, new ReadBatchResult(batches(), readResult(), waiting()));
  }

  private DynamoBatches batches() {
    return new DynamoBatches(dynamoDb, config.uploadsTable());
  }

  private UploadListRoutes uploadListRoutes() {
    return new UploadListRoutes(
        new DynamoUploadList(dynamoDb, config.uploadsTable()), batches(), estimate);
  }

  private ReadResult readResult() {
    String region = new DefaultAwsRegionProviderChain().getRegion().id();
    DynamoUploads uploads = new DynamoUploads(dynamoDb, config.uploadsTable(), region);
    return new ReadResult(uploads::find, uploads, links(LINK_LIFETIME));
  }

  private Waiting waiting() {
    DynamoLeases leases =
        new DynamoLeases(dynamoDb, config.controlTable(), () -> ids.next("own_"), clock);
    return new Waiting(
        new WaitingRoom(leases, flags),
        duration -> LockSupport.parkNanos(duration.toNanos()),
        clock);
  }

  private ResultRoutes resultRoutes() {
    return new ResultRoutes(
        readResult(),
        new DerivedTextParts(new S3Objects(Clients.of(S3Client.builder()), config.bucket())));
  }

  private UploadRoutes uploadRoutes() {
    String region = new DefaultAwsRegionProviderChain().getRegion().id();
    DynamoUploads uploads = new DynamoUploads(dynamoDb, config.uploadsTable(), region);
    return new UploadRoutes(
        new WatchUpload(uploads::find, waiting()),
        new DownloadOriginal(uploads::find, links(DOWNLOAD_LIFETIME)),
        estimate);
  }

  private UploadEndRoutes uploadEndRoutes() {
    String region = dynamoDb.serviceClientConfiguration().region().id();
    Uploads uploads =
        new Uploads(new DynamoUploads(dynamoDb, config.uploadsTable(), region), clock);
    RunStore runs = new DynamoRuns(dynamoDb, config.uploadsTable(), clock);
    return new UploadEndRoutes(
        new CancelUpload(uploads, runs, clock),
        new DeleteUpload(uploads, runs, clock),
        new ReprocessUpload(uploads, runs, clock),
        new Idempotency(new DynamoKeptRequests(dynamoDb, config.controlTable()), ids::next, clock));
  }

  private WebhookWiring webhooks() {
    return new WebhookWiring(
        config,
        dynamoDb,
        sqs,
        SecretBoxes.of(
            config.secretKey(), new SecureRandom(), () -> Clients.of(KmsClient.builder())),
        clock);
  }

  private S3Links links(Duration lifetime) {
    return new S3Links(
        S3Presigner.builder().credentialsProvider(credentials).build(),
        new SigningCredentials(credentials, lifetime, clock),
        config.bucket());
  }

  private OperationRoutes operationRoutes() {
    return new OperationRoutes(new CheckReadiness(probes()), description());
  }

  private List<Probe> probes() {
    return List.of(
        new Probe("uploadsTable", new TableProbe(dynamoDb, config.uploadsTable())),
        new Probe("webhooksTable", new TableProbe(dynamoDb, config.webhooksTable())),
        new Probe("controlTable", new TableProbe(dynamoDb, config.controlTable())),
        new Probe("bucket", new BucketProbe(Clients.of(S3Client.builder()), config.bucket())));
  }

  private DoctorRoute doctorRoute() {
    BrowserView browser = new BrowserView(config.corsOrigin(), clock, HttpClient.newHttpClient());
    LinkSigner links = links(LINK_LIFETIME);
    Supplier<URI> object = () -> URI.create(links.link(NEVER_THERE).href());
    List<Check> checks = new ArrayList<>();
    checks.add(
        new Check(
            "corsPreflight",
            () -> browser.preflight(object.get(), "PUT", Set.of("content-type")),
            ALLOW_PUT));
    checks.add(new Check("corsExposedETag", () -> browser.exposedETag(object.get()), EXPOSE_ETAG));
    checks.add(new Check("clock", () -> browser.clock(object.get()), SET_THE_CLOCK));
    probes().forEach(probe -> checks.add(Check.answers(probe, DEPLOY_AGAIN)));
    config
        .queues()
        .documents()
        .forEach((priority, url) -> checks.add(queue("documentsQueue", priority, url)));
    config
        .queues()
        .images()
        .forEach((priority, url) -> checks.add(queue("imagesQueue", priority, url)));
    return new DoctorRoute(
        new ExamineSystem(checks),
        new PublicUrl(config.publicUrl()),
        api ->
            new Check(
                "apiPreflight",
                () -> browser.preflight(URI.create(api + "/v1/uploads"), "POST", SENT_TO_API),
                ALLOW_POST));
  }

  private Check queue(String name, Priority priority, String url) {
    Probe probe = new Probe(name + "." + priority.wireName(), new QueueProbe(sqs, url));
    return Check.answers(probe, DEPLOY_AGAIN);
  }

  /// {@return `docs/openapi.yaml`, which the build puts beside this class}
  static String description() {
    try (InputStream description = Wiring.class.getResourceAsStream("openapi.yaml")) {
      return new String(
          Objects.requireNonNull(description, "openapi.yaml is not in the jar").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
