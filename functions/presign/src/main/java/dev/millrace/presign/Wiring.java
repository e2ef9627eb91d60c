package dev.millrace.presign;

import dev.millrace.auth.UploadTokenStore;
import dev.millrace.auth.dynamodb.DynamoUploadTokens;
import dev.millrace.aws.Clients;
import dev.millrace.aws.SigningCredentials;
import dev.millrace.eta.EstimateTime;
import dev.millrace.eta.LoadShedding;
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
import dev.millrace.idempotency.KeptRequests;
import dev.millrace.idempotency.SealedRequests;
import dev.millrace.idempotency.dynamodb.DynamoKeptRequests;
import dev.millrace.lambda.PowertoolsTracer;
import dev.millrace.lambda.Work;
import dev.millrace.limit.RateLimiter;
import dev.millrace.limit.dynamodb.DynamoUsage;
import dev.millrace.presign.core.AbortUpload;
import dev.millrace.presign.core.AdoptUpload;
import dev.millrace.presign.core.CompleteInTime;
import dev.millrace.presign.core.CreateUpload;
import dev.millrace.presign.core.CreateUploadToken;
import dev.millrace.presign.core.GrantSigner;
import dev.millrace.presign.core.ListParts;
import dev.millrace.presign.core.Room;
import dev.millrace.presign.core.SignParts;
import dev.millrace.presign.flag.FlaggedRules;
import dev.millrace.presign.http.CreateBatchRoute;
import dev.millrace.presign.http.CreateUploadRoute;
import dev.millrace.presign.http.SendingRoutes;
import dev.millrace.presign.http.UploadTokenRoutes;
import dev.millrace.presign.http.UppyRoutes;
import dev.millrace.presign.s3.S3GrantSigner;
import dev.millrace.secret.SecretBox;
import dev.millrace.secret.kms.SecretBoxes;
import dev.millrace.upload.BatchStore;
import dev.millrace.upload.DocumentPasswords;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.arrival.Duplicates;
import dev.millrace.upload.dynamodb.DynamoBatches;
import dev.millrace.upload.dynamodb.DynamoUploads;
import dev.millrace.upload.multipart.CompleteUpload;
import dev.millrace.upload.multipart.MultipartStore;
import dev.millrace.upload.s3.S3Multipart;
import dev.millrace.upload.s3.S3Objects;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The composition root of presign.
final class Wiring {
  /// The gateway gives up after 30 s, and this function is stopped after 29.
  private static final Duration COMPLETION_PATIENCE = Duration.ofSeconds(22);

  private final PresignConfig config;
  private final Clock clock = Clock.systemUTC();
  private final SecureRandom random = new SecureRandom();
  private final Ids ids = new Ids(clock, random);
  private final String region = new DefaultAwsRegionProviderChain().getRegion().id();
  private final DynamoDbClient dynamoDb = Clients.of(DynamoDbClient.builder());
  private final S3Client s3 = Clients.of(S3Client.builder());
  private final DynamoUploads uploadsTable;
  private final Uploads uploads;
  private final MultipartStore multipart;
  private final UploadTokenStore tokens;
  private final Flags flags;
  private final SecretBox box;

  private Wiring(PresignConfig config) {
    this.config = config;
    this.box = SecretBoxes.of(config.secretKey(), random, () -> Clients.of(KmsClient.builder()));
    this.uploadsTable = new DynamoUploads(dynamoDb, config.uploadsTable(), region);
    this.uploads = new Uploads(uploadsTable, clock);
    this.multipart = new S3Multipart(s3, config.bucket(), CompleteUpload.LEASE);
    this.tokens = new DynamoUploadTokens(dynamoDb, config.controlTable());
    this.flags = new Flags(new DynamoFlags(dynamoDb, config.controlTable()), Flags.MAX_AGE, clock);
  }

  static Router router(PresignConfig config) {
    Wiring wiring = new Wiring(config);
    GrantSigner signer = wiring.signer();
    RateLimiter limiter = wiring.limiter();
    CreateUpload create = wiring.createUpload(signer, limiter);
    SignParts sign = new SignParts(wiring.uploads, signer);
    ListParts list = new ListParts(wiring.uploads, wiring.multipart);
    CompleteInTime complete = wiring.complete();
    AbortUpload abort = new AbortUpload(wiring.uploads, wiring.multipart, wiring.clock);
    PublicUrl publicUrl = new PublicUrl(config.publicUrl());
    Router router = new Router(new Work(new PowertoolsTracer()), wiring.gate(limiter));
    BatchStore batches = new DynamoBatches(wiring.dynamoDb, config.uploadsTable());
    Idempotency idempotency = wiring.idempotency(wiring.keptRequests());
    new CreateUploadRoute(create, batches, idempotency).addTo(router);
    new CreateBatchRoute(create, batches, limiter, idempotency, wiring.clock).addTo(router);
    new SendingRoutes(sign, list, complete, abort).addTo(router);
    new UploadTokenRoutes(
            wiring.createToken(),
            wiring.tokens,
            publicUrl,
            wiring.idempotency(wiring.sealedRequests()))
        .addTo(router);
    new UppyRoutes(
            wiring.tokens,
            wiring.uploads,
            new UppyRoutes.Sending(
                create,
                new AdoptUpload(wiring.uploads, wiring.multipart, signer),
                sign,
                list,
                complete,
                abort),
            () -> wiring.ids.next("up_"),
            wiring.clock,
            publicUrl,
            config.bucket())
        .addTo(router);
    return router;
  }

  private GrantSigner signer() {
    AwsCredentialsProvider credentials = DefaultCredentialsProvider.builder().build();
    return new S3GrantSigner(
        S3Presigner.builder().credentialsProvider(credentials).build(),
        new SigningCredentials(credentials, config.urlTtl(), clock),
        region,
        config.bucket());
  }

  private RateLimiter limiter() {
    return new RateLimiter(new DynamoUsage(dynamoDb, config.controlTable(), clock), flags, clock);
  }

  private RateGate gate(RateLimiter limiter) {
    return new RateGate(limiter, new ClientAddress(config.trustedProxies()));
  }

  private EstimateTime estimate() {
    return new EstimateTime(
        new RememberedDurations(
            new DynamoDurations(dynamoDb, config.controlTable()), Flags.MAX_AGE, clock),
        new SqsBacklog(Clients.of(SqsClient.builder()), config.queues(), clock),
        config.queues().workers(),
        clock);
  }

  private Idempotency idempotency(KeptRequests requests) {
    return new Idempotency(requests, ids::next, clock);
  }

  private KeptRequests keptRequests() {
    return new DynamoKeptRequests(dynamoDb, config.controlTable());
  }

  private KeptRequests sealedRequests() {
    return new SealedRequests(keptRequests(), box);
  }

  private CreateUploadToken createToken() {
    return new CreateUploadToken(tokens, () -> Ids.secret(random), clock);
  }

  private CreateUpload createUpload(GrantSigner signer, RateLimiter limiter) {
    EstimateTime estimate = estimate();
    return new CreateUpload(
        uploads,
        new Duplicates(uploadsTable, uploads),
        multipart,
        new DocumentPasswords(box),
        signer,
        new FlaggedRules(config.contentTypes(), config.limits(), flags),
        new Room(new LoadShedding(estimate, flags), limiter),
        estimate,
        clock);
  }

  private CompleteInTime complete() {
    return new CompleteInTime(
        new CompleteUpload(uploads, new S3Objects(s3, config.bucket()), multipart, clock),
        uploads,
        Executors.newVirtualThreadPerTaskExecutor(),
        COMPLETION_PATIENCE);
  }
}
