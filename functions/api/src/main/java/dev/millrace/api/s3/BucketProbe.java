package dev.millrace.api.s3;

import java.time.Duration;
import software.amazon.awssdk.services.s3.S3Client;

/// Asks whether a bucket can be reached.
public final class BucketProbe implements Runnable {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final S3Client s3;
  private final String bucket;

  public BucketProbe(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public void run() {
    s3.headBucket(
        head -> head.bucket(bucket).overrideConfiguration(c -> c.apiCallTimeout(PATIENCE)));
  }
}
