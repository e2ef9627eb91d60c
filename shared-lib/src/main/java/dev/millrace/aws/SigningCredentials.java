package dev.millrace.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/// The credentials that presigned requests are signed with. What is signed dies with them, however
/// long it was meant to live.
public final class SigningCredentials {
  private final AwsCredentialsProvider provider;
  private final Duration maxLifetime;
  private final Clock clock;

  /// @param maxLifetime how long a presigned request may be used at most
  public SigningCredentials(AwsCredentialsProvider provider, Duration maxLifetime, Clock clock) {
    this.provider = provider;
    this.maxLifetime = maxLifetime;
    this.clock = clock;
  }

  /// Credentials at the moment of a signature.
  ///
  /// @param signedAt in whole seconds, as signatures have it
  /// @param expiresAt when a request that is signed now ends
  public record Signing(AwsCredentials credentials, Instant signedAt, Instant expiresAt) {
    /// {@return how long a request that is signed now may be used}
    public Duration lifetime() {
      return Duration.between(signedAt, expiresAt);
    }
  }

  /// {@return what to sign with now}
  public Signing now() {
    AwsCredentials credentials = provider.resolveCredentials();
    Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
    Instant latest = now.plus(maxLifetime);
    Instant expiresAt =
        credentials.expirationTime().filter(end -> end.isBefore(latest)).orElse(latest);
    return new Signing(credentials, now, Instant.ofEpochSecond(expiresAt.getEpochSecond()));
  }
}
