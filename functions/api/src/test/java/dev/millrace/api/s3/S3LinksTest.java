package dev.millrace.api.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.core.TemporaryLink;
import dev.millrace.aws.SigningCredentials;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class S3LinksTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void aLinkOpensOneObjectForAWhile() {
    AwsCredentialsProvider credentials = () -> AwsBasicCredentials.create("id", "secret");
    S3Links signer =
        new S3Links(
            S3Presigner.builder()
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(credentials)
                .build(),
            new SigningCredentials(
                credentials, Duration.ofMinutes(10), Clock.fixed(NOW, ZoneOffset.UTC)),
            "bucket");

    TemporaryLink link = signer.link("derived/acme/up_1/run_1/text.txt");

    assertThat(link.expiresAt()).isEqualTo(NOW.plusSeconds(600));
    assertThat(URI.create(link.href()))
        .hasHost("bucket.s3.eu-central-1.amazonaws.com")
        .hasPath("/derived/acme/up_1/run_1/text.txt")
        .hasParameter("X-Amz-Expires", "600")
        .hasParameter("X-Amz-SignedHeaders", "host");
  }
}
