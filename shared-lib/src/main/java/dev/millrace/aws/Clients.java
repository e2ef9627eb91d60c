package dev.millrace.aws;

import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/// Settings that every SDK client of this project has: a small HTTP client, and a bound on the time
/// of a call, its retries included.
public final class Clients {
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration TRY_TIMEOUT = Duration.ofSeconds(20);

  private Clients() {}

  /// {@return the client that a builder makes with these settings}
  public static <B extends AwsSyncClientBuilder<B, C> & SdkClientBuilder<B, C>, C> C of(B builder) {
    return builder
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(
            settings -> settings.apiCallTimeout(CALL_TIMEOUT).apiCallAttemptTimeout(TRY_TIMEOUT))
        .build();
  }
}
