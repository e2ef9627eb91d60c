package dev.millrace.dispatch.http;

import dev.millrace.webhook.AddressGuard;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.TimeValue;

/// HTTP clients that do exactly what they are told: no redirects, no retries, no cookies, no
/// compression, no credentials kept, no proxy taken from the system, and no address that the guard
/// refuses.
public final class WebhookClients {
  private static final int CONNECTIONS = 100;
  private static final int CONNECTIONS_PER_ENDPOINT = 10;
  private static final int MAX_HEADERS = 100;
  private static final int MAX_LINE_LENGTH = 8192;
  private static final TimeValue STALE_AFTER = TimeValue.ofSeconds(1);
  private static final TimeValue CONNECTION_LIFE = TimeValue.ofMinutes(5);

  private WebhookClients() {}

  /// {@return a client whose connections live as long as it does}
  public static CloseableHttpClient create(AddressGuard guard) {
    return create(guard, SystemDefaultDnsResolver.INSTANCE);
  }

  static CloseableHttpClient create(AddressGuard guard, DnsResolver upstream) {
    Http1Config limits =
        Http1Config.custom()
            .setMaxHeaderCount(MAX_HEADERS)
            .setMaxLineLength(MAX_LINE_LENGTH)
            .build();
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new CheckedDns(upstream, guard))
                .setConnectionFactory(
                    ManagedHttpClientConnectionFactory.builder().http1Config(limits).build())
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setValidateAfterInactivity(STALE_AFTER)
                        .setTimeToLive(CONNECTION_LIFE)
                        .build())
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS_PER_ENDPOINT)
                .build())
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableContentCompression()
        .disableAuthCaching()
        .setUserAgent("Millrace-Webhooks/1")
        .build();
  }
}
