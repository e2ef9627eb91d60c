package dev.millrace.presign;

import dev.millrace.aws.Clients;
import dev.millrace.aws.SigningCredentials;
import dev.millrace.flag.Flags;
import dev.millrace.flag.dynamodb.DynamoFlags;
import dev.millrace.http.ClientAddress;
import dev.millrace.http.RateGate;
import dev.millrace.http.Router;
import dev.millrace.id.Ids;
import dev.millrace.idempotency.Idempotency;
import dev.millrace.idempotency.dynamodb.DynamoKeptRequests;
import dev.millrace.lambda.PowertoolsTracer;
import dev.millrace.lambda.Work;
import dev.millrace.limit.RateLimiter;
import dev.millrace.limit.dynamodb.DynamoUsage;
import dev.millrace.presign.core.CreateUpload;
import dev.millrace.presign.http.CreateUploadRoute;
import dev.millrace.presign.s3.S3GrantSigner;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.dynamodb.DynamoUploads;
import java.security.SecureRandom;
import java.time.Clock;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// The composition root of presign.
final class Wiring {
  private Wiring() {}

  static Router router(PresignConfig config) {
    Clock clock = Clock.systemUTC();
    String region = new DefaultAwsRegionProviderChain().getRegion().id();
    AwsCredentialsProvider credentials = DefaultCredentialsProvider.builder().build();
    DynamoDbClient dynamoDb = Clients.of(DynamoDbClient.builder());
    DynamoUploads store = new DynamoUploads(dynamoDb, config.uploadsTable(), region);
    S3GrantSigner signer =
        new S3GrantSigner(
            S3Presigner.builder().credentialsProvider(credentials).build(),
            new SigningCredentials(credentials, config.urlTtl(), clock),
            region,
            config.bucket());
    CreateUpload createUpload =
        new CreateUpload(new Uploads(store, clock), signer, config.limits(), clock);
    Ids ids = new Ids(clock, new SecureRandom());
    Idempotency idempotency =
        new Idempotency(new DynamoKeptRequests(dynamoDb, config.controlTable()), ids::next, clock);
    Flags flags = new Flags(new DynamoFlags(dynamoDb, config.controlTable()), Flags.MAX_AGE, clock);
    RateLimiter limiter =
        new RateLimiter(new DynamoUsage(dynamoDb, config.controlTable(), clock), flags, clock);
    RateGate gate = new RateGate(limiter, new ClientAddress(config.trustedProxies()));
    return new CreateUploadRoute(createUpload, idempotency)
        .addTo(new Router(new Work(new PowertoolsTracer()), gate));
  }
}
