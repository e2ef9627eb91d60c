package dev.millrace.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

class SigningCredentialsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.9Z");
  private static final Instant SECOND = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void whatIsSignedEndsWhenItShall() {
    SigningCredentials.Signing signing = signing(AwsBasicCredentials.create("id", "secret"));

    assertThat(signing.signedAt()).isEqualTo(SECOND);
    assertThat(signing.expiresAt()).isEqualTo(SECOND.plusSeconds(3600));
    assertThat(signing.lifetime()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void whatIsSignedEndsWithTheCredentials() {
    assertThat(signing(session(NOW.plusSeconds(600))).expiresAt())
        .isEqualTo(SECOND.plusSeconds(600));
    assertThat(signing(session(NOW.plusSeconds(6000))).expiresAt())
        .isEqualTo(SECOND.plusSeconds(3600));
  }

  private static SigningCredentials.Signing signing(AwsCredentials credentials) {
    return new SigningCredentials(
            () -> credentials, Duration.ofHours(1), Clock.fixed(NOW, ZoneOffset.UTC))
        .now();
  }

  private static AwsCredentials session(Instant end) {
    return AwsSessionCredentials.builder()
        .accessKeyId("id")
        .secretAccessKey("secret")
        .sessionToken("token")
        .expirationTime(end)
        .build();
  }
}
