package dev.millrace.dispatch.http;

import dev.millrace.dispatch.core.Deadline;
import dev.millrace.dispatch.core.SendError;
import dev.millrace.dispatch.core.SendResult;
import dev.millrace.dispatch.core.SendResult.Answered;
import dev.millrace.dispatch.core.SendResult.Unanswered;
import dev.millrace.dispatch.core.WebhookSender;
import dev.millrace.dispatch.http.CheckedNames.RefusedAddressException;
import dev.millrace.event.WebhookEvent;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.EndpointKeys;
import dev.millrace.webhook.Exchange;
import dev.millrace.webhook.guard.UrlPolicy;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;

/// Sends events as signed requests.
public final class SignedHttpSender implements WebhookSender {
  private static final String HIDDEN = "…";

  private final WebhookClient client;
  private final UrlPolicy policy;
  private final EndpointKeys keys;
  private final Deadline deadline;
  private final Clock clock;

  public SignedHttpSender(
      WebhookClient client, UrlPolicy policy, EndpointKeys keys, Deadline deadline, Clock clock) {
    this.client = client;
    this.policy = policy;
    this.keys = keys;
    this.deadline = deadline;
    this.clock = clock;
  }

  @Override
  public SendResult send(Endpoint endpoint, WebhookEvent event) {
    return policy
        .permitted(endpoint.url())
        .map(url -> send(url, endpoint, event))
        .orElseGet(() -> new Unanswered(SendError.URL_REFUSED));
  }

  private SendResult send(URI url, Endpoint endpoint, WebhookEvent event) {
    byte[] body = event.body().getBytes(StandardCharsets.UTF_8);
    Map<String, String> own = keys.headers(endpoint);
    Map<String, String> headers = headers(own, endpoint, event, body);
    Map<String, String> shown = shown(headers, own);
    try {
      Reply reply = client.post(url, headers, body, deadline.exchangeWith(endpoint));
      return new Answered(
          reply.status(),
          Optional.ofNullable(reply.headers().get("retry-after"))
              .flatMap(value -> RetryAfter.parse(value, clock.instant())),
          new Exchange(shown, reply.headers(), reply.body(), reply.headersMillis()));
    } catch (IOException e) {
      return new Unanswered(error(e), new Exchange(shown, Map.of(), null, null));
    }
  }

  private Map<String, String> headers(
      Map<String, String> own, Endpoint endpoint, WebhookEvent event, byte[] body) {
    Instant now = clock.instant();
    long timestamp = now.getEpochSecond();
    Map<String, String> headers = new LinkedHashMap<>(own);
    headers.put("content-type", "application/json");
    headers.put("user-agent", "Millrace-Webhooks/1");
    headers.put("webhook-id", event.eventId());
    headers.put("webhook-timestamp", Long.toString(timestamp));
    headers.put(
        "webhook-signature",
        WebhookSigner.sign(keys.open(endpoint, now), event.eventId(), timestamp, body));
    return headers;
  }

  /// The values of the tenant's own headers may be credentials.
  private static Map<String, String> shown(Map<String, String> headers, Map<String, String> own) {
    if (own.isEmpty()) {
      return headers;
    }
    Map<String, String> shown = new LinkedHashMap<>(headers);
    own.keySet().forEach(name -> shown.put(name, HIDDEN));
    return shown;
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
