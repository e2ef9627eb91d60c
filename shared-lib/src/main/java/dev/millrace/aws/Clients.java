package dev.millrace.aws;

import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/// Settings that every SDK client of this project has: a small HTTP client, and a bound on the time
/// of a call, its retries included.
public final class Clients {
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration TRY_TIMEOUT = Duration.ofSeconds(20);

  /// Twice as many as the SDK makes by itself: a text of 100 MB takes a thousand calls, and all of
  /// them have to go well.
  private static final int TRIES = 8;

  private Clients() {}

  /// {@return the client that a builder makes for workers, who rather wait than begin anew}
  public static <B extends AwsSyncClientBuilder<B, C> & SdkClientBuilder<B, C>, C> C patient(
      B builder) {
    return of(builder, settings -> settings.retryStrategy(tries -> tries.maxAttempts(TRIES)));
  }

  /// {@return the client that a builder makes with these settings}
  public static <B extends AwsSyncClientBuilder<B, C> & SdkClientBuilder<B, C>, C> C of(B builder) {
    return of(builder, settings -> {});
  }

  private static <B extends AwsSyncClientBuilder<B, C> & SdkClientBuilder<B, C>, C> C of(
      B builder, Consumer<ClientOverrideConfiguration.Builder> more) {
    return builder
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(settings ->
            more.accept(settings.apiCallTimeout(CALL_TIMEOUT).apiCallAttemptTimeout(TRY_TIMEOUT)))
        .build();
  }
}
