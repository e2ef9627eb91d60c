package dev.millrace.bench.upload;

import dev.millrace.flag.Flags;
import dev.millrace.flag.dynamodb.DynamoFlags;
import dev.millrace.id.Ids;
import dev.millrace.limit.Limit;
import dev.millrace.limit.RateLimiter;
import dev.millrace.limit.RateLimiter.Wish;
import dev.millrace.limit.dynamodb.DynamoUsage;
import dev.millrace.local.Services;
import dev.millrace.upload.DeclaredFile;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Priority;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.dynamodb.DynamoUploads;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What a creation writes, without gateway and function: the time that the local DynamoDB takes.
final class Writes {
  private static final String TENANT = "local";
  private static final long SIZE = 734_003;

  private final Clock clock = Clock.systemUTC();
  private final Ids ids = new Ids(clock, new SecureRandom());
  private final RateLimiter limiter;
  private final Uploads uploads;

  Writes(Services services) {
    DynamoDbClient dynamoDb = services.dynamoDb().client(services.credentials());
    String control = services.template().output("ControlTable").orElseThrow();
    this.limiter =
        new RateLimiter(
            new DynamoUsage(dynamoDb, control, clock),
            new Flags(new DynamoFlags(dynamoDb, control), Flags.MAX_AGE, clock),
            clock);
    this.uploads =
        new Uploads(
            new DynamoUploads(
                dynamoDb,
                services.template().output("UploadsTable").orElseThrow(),
                services.template().surroundings().region()),
            clock);
  }

  double millis() {
    long start = System.nanoTime();
    take(new Wish(Limit.ADDRESS, TENANT, "bench", 1), new Wish(Limit.UPLOADS, TENANT, "bench", 1));
    take(
        new Wish(Limit.DAILY_UPLOADS, TENANT, "bench", 1),
        new Wish(Limit.DAILY_BYTES, TENANT, "bench", SIZE));
    uploads.create(upload());
    return (System.nanoTime() - start) / 1e6;
  }

  private void take(Wish... wishes) {
    if (!limiter.takeTogether(List.of(wishes)).stream().allMatch(permit -> permit.allowed())) {
      throw new IllegalStateException("a limit is reached");
    }
  }

  private Upload upload() {
    Instant now = clock.instant();
    DeclaredFile file =
        new DeclaredFile("bench.pdf", "application/pdf", Kind.PDF, SIZE, null, Map.of());
    return Upload.created(
        new UploadRef(TENANT, ids.next("up_")),
        file,
        SIZE,
        Priority.NORMAL,
        now,
        now.plus(Duration.ofDays(1)));
  }
}
