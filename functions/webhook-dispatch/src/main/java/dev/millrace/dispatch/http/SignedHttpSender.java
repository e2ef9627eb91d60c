package dev.millrace.dispatch.http;

import dev.millrace.dispatch.core.Deadline;
import dev.millrace.dispatch.core.SendError;
import dev.millrace.dispatch.core.SendResult;
import dev.millrace.dispatch.core.SendResult.Answered;
import dev.millrace.dispatch.core.SendResult.Unanswered;
import dev.millrace.dispatch.core.WebhookSender;
import dev.millrace.dispatch.http.CheckedDns.RefusedAddressException;
import dev.millrace.event.WebhookEvent;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.EndpointKeys;
import dev.millrace.webhook.Exchange;
import dev.millrace.webhook.UrlPolicy;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
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
  private static final int MAX_HEADERS_KEPT = 50;
  private static final int MAX_HEADER_VALUE_KEPT = 512;

  private final CloseableHttpClient client;
  private final UrlPolicy policy;
  private final EndpointKeys keys;
  private final Deadline deadline;
  private final ExecutorService threads;
  private final Clock clock;

  /// @param threads runs the exchanges, each on a thread that may be left behind at the deadline
  public SignedHttpSender(
      CloseableHttpClient client,
      UrlPolicy policy,
      EndpointKeys keys,
      Deadline deadline,
      ExecutorService threads,
      Clock clock) {
    this.client = client;
    this.policy = policy;
    this.keys = keys;
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
    Map<String, String> own = keys.headers(endpoint);
    HttpPost request = request(url, endpoint, own, event);
    Map<String, String> sent = described(request, own);
    Duration limit = deadline.exchangeWith(endpoint);
    Future<SendResult> exchange =
        threads.submit(() -> exchange(HttpHost.create(url), request, sent));
    try {
      return exchange.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      request.abort();
      return unanswered(SendError.TIMED_OUT, sent);
    } catch (InterruptedException e) {
      request.abort();
      Thread.currentThread().interrupt();
      return unanswered(SendError.TIMED_OUT, sent);
    } catch (ExecutionException e) {
      throw new IllegalStateException("sending broke down", e.getCause());
    }
  }

  private HttpPost request(
      URI url, Endpoint endpoint, Map<String, String> own, WebhookEvent event) {
    byte[] body = event.body().getBytes(StandardCharsets.UTF_8);
    long timestamp = clock.instant().getEpochSecond();
    HttpPost request = new HttpPost(url);
    own.forEach(request::setHeader);
    request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
    request.setHeader("webhook-id", event.eventId());
    request.setHeader("webhook-timestamp", Long.toString(timestamp));
    request.setHeader(
        "webhook-signature",
        WebhookSigner.sign(keys.open(endpoint, clock.instant()), event.eventId(), timestamp, body));
    return request;
  }

  /// The abort at the end cuts the connection, unless the answer was read in full: then the
  /// connection has been given back and serves the next request. Closing the answer instead would
  /// read it to its end, however long it is.
  private SendResult exchange(HttpHost host, HttpPost request, Map<String, String> sent) {
    long start = System.nanoTime();
    try {
      ClassicHttpResponse response = client.executeOpen(host, request, null);
      long headersMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      Header retryAfter = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
      return new Answered(
          response.getCode(),
          Optional.ofNullable(retryAfter)
              .flatMap(header -> RetryAfter.parse(header.getValue(), clock.instant())),
          new Exchange(sent, received(response), beginningOf(response.getEntity()), headersMillis));
    } catch (IOException e) {
      return unanswered(error(e), sent);
    } finally {
      request.abort();
    }
  }

  private static SendResult unanswered(SendError error, Map<String, String> sent) {
    return new Unanswered(error, new Exchange(sent, Map.of(), null, null));
  }

  /// The values of the tenant's own headers may be credentials.
  private static Map<String, String> described(HttpPost request, Map<String, String> own) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : request.getHeaders()) {
      headers.put(header.getName(), own.containsKey(header.getName()) ? "…" : header.getValue());
    }
    return headers;
  }

  private static Map<String, String> received(ClassicHttpResponse response) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : response.getHeaders()) {
      String value = header.getValue() == null ? "" : header.getValue();
      if (headers.size() < MAX_HEADERS_KEPT) {
        headers.putIfAbsent(
            header.getName(), value.substring(0, Math.min(value.length(), MAX_HEADER_VALUE_KEPT)));
      }
    }
    return headers;
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
