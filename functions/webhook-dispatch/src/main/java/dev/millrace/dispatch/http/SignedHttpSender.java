package dev.millrace.dispatch.http;

import dev.millrace.dispatch.core.SendError;
import dev.millrace.dispatch.core.SendResult;
import dev.millrace.dispatch.core.SendResult.Answered;
import dev.millrace.dispatch.core.SendResult.Unanswered;
import dev.millrace.dispatch.core.WebhookSender;
import dev.millrace.dispatch.http.CheckedDns.RefusedAddressException;
import dev.millrace.event.WebhookEvent;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.EndpointSecret;
import dev.millrace.webhook.UrlPolicy;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/// Sends events as signed requests. One deadline covers the whole exchange, from the look-up of the
/// name to the last byte that is read of the answer.
public final class SignedHttpSender implements WebhookSender {
  private static final int MAX_BODY_BYTES = 16 * 1024;

  private final CloseableHttpClient client;
  private final UrlPolicy policy;
  private final Duration deadline;
  private final ExecutorService threads;
  private final Clock clock;

  /// @param threads runs the exchanges, each on a thread that may be left behind at the deadline
  public SignedHttpSender(
      CloseableHttpClient client,
      UrlPolicy policy,
      Duration deadline,
      ExecutorService threads,
      Clock clock) {
    this.client = client;
    this.policy = policy;
    this.deadline = deadline;
    this.threads = threads;
    this.clock = clock;
  }

  @Override
  public SendResult send(Endpoint endpoint, WebhookEvent event) {
    if (policy.refusal(endpoint.url()).isPresent()) {
      return new Unanswered(SendError.URL_REFUSED);
    }
    URI url = URI.create(endpoint.url());
    HttpPost request = request(url, endpoint.secret(), event);
    Future<SendResult> exchange = threads.submit(() -> exchange(HttpHost.create(url), request));
    try {
      return exchange.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      request.abort();
      return new Unanswered(SendError.TIMED_OUT);
    } catch (InterruptedException e) {
      request.abort();
      Thread.currentThread().interrupt();
      return new Unanswered(SendError.TIMED_OUT);
    } catch (ExecutionException e) {
      throw new IllegalStateException("sending broke down", e.getCause());
    }
  }

  private HttpPost request(URI url, EndpointSecret secret, WebhookEvent event) {
    byte[] body = event.body().getBytes(StandardCharsets.UTF_8);
    long timestamp = clock.instant().getEpochSecond();
    HttpPost request = new HttpPost(url);
    request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
    request.setHeader("webhook-id", event.eventId());
    request.setHeader("webhook-timestamp", Long.toString(timestamp));
    request.setHeader(
        "webhook-signature", WebhookSigner.sign(secret, event.eventId(), timestamp, body));
    return request;
  }

  /// The abort at the end cuts the connection, unless the answer was read in full: then the
  /// connection has been given back and serves the next request. Closing the answer instead would
  /// read it to its end, however long it is.
  private SendResult exchange(HttpHost host, HttpPost request) {
    try {
      ClassicHttpResponse response = client.executeOpen(host, request, null);
      Header retryAfter = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
      return new Answered(
          response.getCode(),
          beginningOf(response.getEntity()),
          Optional.ofNullable(retryAfter)
              .flatMap(header -> RetryAfter.parse(header.getValue(), clock.instant())));
    } catch (IOException e) {
      return new Unanswered(error(e));
    } finally {
      request.abort();
    }
  }

  private static String beginningOf(@Nullable HttpEntity entity) throws IOException {
    return entity == null
        ? ""
        : new String(entity.getContent().readNBytes(MAX_BODY_BYTES), StandardCharsets.UTF_8);
  }

  private static SendError error(IOException failure) {
    return switch (failure) {
      case RefusedAddressException _ -> SendError.ADDRESS_REFUSED;
      case UnknownHostException _ -> SendError.NAME_UNKNOWN;
      case SSLException _ -> SendError.TLS_FAILED;
      case SocketTimeoutException _ -> SendError.TIMED_OUT;
      case ConnectException _ -> SendError.CONNECTION_FAILED;
      default -> SendError.CONNECTION_BROKEN;
    };
  }
}
