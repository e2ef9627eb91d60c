package dev.millrace.bench.webhook;

import dev.millrace.bench.Quantiles;
import dev.millrace.dispatch.http.WebhookSigner;
import dev.millrace.event.WebhookEvent;
import dev.millrace.testing.WebhookSamples;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.guard.AddressGuard;
import dev.millrace.webhook.guard.UrlPolicy;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/// What one thread spends on a delivery before its first byte goes out: the URL is looked at, the
/// address, and the body is signed.
final class Checks {
  private static final int BLOCKS = 20;

  private final int perBlock;
  private final AddressGuard guard = new AddressGuard(List.of());
  private final UrlPolicy policy = new UrlPolicy(guard, false);
  private final Endpoint endpoint =
      WebhookSamples.endpointAt(
          "https://hooks.example.com/millrace?customer=42", "ep_1", Instant.EPOCH);
  private final InetAddress address = InetAddress.ofLiteral("93.184.215.14");
  private final WebhookEvent event = BenchEvents.event("evt_vjwb2v8bvw624qdnx5h4nj9x6q");

  Checks(int deliveries) {
    this.perBlock = deliveries / BLOCKS;
  }

  /// {@return microseconds a delivery, the median of several blocks after as many for warming up}
  double micros() {
    double[] blocks = new double[BLOCKS];
    for (int block = -BLOCKS; block < BLOCKS; block++) {
      long start = System.nanoTime();
      for (int i = 0; i < perBlock; i++) {
        check(i);
      }
      if (block >= 0) {
        blocks[block] = (System.nanoTime() - start) / 1e3 / perBlock;
      }
    }
    return Quantiles.of(blocks).median();
  }

  private void check(long timestamp) {
    byte[] body = event.body().getBytes(StandardCharsets.UTF_8);
    String signature =
        WebhookSigner.sign(
            BenchEvents.KEYS.open(endpoint, Instant.EPOCH), event.eventId(), timestamp, body);
    if (policy.refusal(endpoint.url()).isPresent()
        || !guard.permits(address)
        || signature.isEmpty()) {
      throw new IllegalStateException("refused what is public");
    }
  }
}
