package dev.millrace.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.s3.BrowserView;
import dev.millrace.testing.MovableClock;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// What the doctor sees of the local bucket, whose CORS rules are the template's.
class BrowserViewTest {
  @Test
  void theTemplatesBucketIsHealthy() {
    BrowserView browser = browser("*", Clock.systemUTC());

    assertThat(browser.preflight()).isEmpty();
    assertThat(browser.exposedETag()).isEmpty();
    assertThat(browser.clock()).isEmpty();
  }

  @Test
  void aClockThatIsFarOffIsFound() {
    MovableClock old = MovableClock.inTheNewYear();

    assertThat(browser("*", old).clock().orElseThrow()).startsWith("The clock differs");
  }

  private static BrowserView browser(String origin, Clock clock) {
    AwsCredentialsProvider credentials =
        StaticCredentialsProvider.create(TemplateServices.credentials());
    S3Presigner presigner =
        S3Presigner.builder()
            .endpointOverride(URI.create(TemplateServices.s3Address()))
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build();
    return new BrowserView(
        presigner, TemplateServices.bucket(), origin, clock, HttpClient.newHttpClient());
  }
}
