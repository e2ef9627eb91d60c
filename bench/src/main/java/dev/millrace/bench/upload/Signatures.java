package dev.millrace.bench.upload;

import dev.millrace.aws.SigningCredentials;
import dev.millrace.presign.s3.S3GrantSigner;
import dev.millrace.upload.DeclaredFile;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Multipart;
import dev.millrace.upload.Priority;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// How many signatures one thread makes in a second.
final class Signatures {
  private static final long SIZE = 734_003_200;
  private static final long PART = 16L << 20;
  private static final int BATCH = 40;

  private final int number;
  private final S3GrantSigner signer;
  private final Upload upload;

  Signatures(int number) {
    this.number = number;
    AwsCredentialsProvider credentials = () -> AwsBasicCredentials.create("id", "secret");
    Region region = Region.EU_CENTRAL_1;
    this.signer =
        new S3GrantSigner(
            S3Presigner.builder().region(region).credentialsProvider(credentials).build(),
            new SigningCredentials(credentials, Duration.ofHours(1), Clock.systemUTC()),
            region.id(),
            "bucket");
    DeclaredFile file = new DeclaredFile("a.csv", "text/csv", Kind.CSV, SIZE, null, Map.of());
    Instant now = Clock.systemUTC().instant();
    this.upload =
        Upload.created(new UploadRef("acme", "up_1"), file, SIZE, Priority.NORMAL, now, now)
            .inParts(new Multipart("s3-upload-id", PART, BATCH));
  }

  double formsPerSecond() {
    return perSecond(() -> signer.form(upload), 1);
  }

  double partsPerSecond() {
    List<Integer> numbers = IntStream.rangeClosed(1, BATCH).boxed().toList();
    return perSecond(() -> signer.parts(upload, numbers), BATCH);
  }

  private double perSecond(Runnable signature, int each) {
    int calls = Math.max(1, number / each);
    IntStream.range(0, calls / 4).forEach(_ -> signature.run());
    long start = System.nanoTime();
    IntStream.range(0, calls).forEach(_ -> signature.run());
    return calls * each / ((System.nanoTime() - start) / 1e9);
  }
}
