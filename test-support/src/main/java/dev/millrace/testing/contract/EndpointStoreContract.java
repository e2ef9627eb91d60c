package dev.millrace.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.EventType;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.WebhookSamples;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.EndpointStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What keeps endpoints must keep each tenant's apart, and no more of them than a tenant may have.
@Tag("contract")
public abstract class EndpointStoreContract {
  private static final AtomicInteger NEXT = new AtomicInteger();

  private final MovableClock clock = MovableClock.inTheNewYear();
  private final String tenant = "tenant-" + System.nanoTime() + "-" + NEXT.incrementAndGet();

  /// {@return the store under test}
  protected abstract EndpointStore store();

  @Test
  void keepsEveryFieldOfAnEndpoint() {
    Endpoint endpoint =
        new Endpoint(
            "ep_1",
            tenant,
            "https://hooks.example.com/a?b=c",
            List.of(EventType.UPLOAD_COMPLETED, EventType.PING),
            "the accounting system",
            WebhookSamples.SECRET,
            true,
            null,
            clock.instant());

    assertThat(store().add(endpoint)).isTrue();

    assertThat(store().find(tenant, "ep_1")).contains(endpoint);
    assertThat(store().ofTenant(tenant)).containsExactly(endpoint);
  }

  @Test
  void listsTheOldestFirst() {
    Endpoint older = add("ep_b");
    clock.advance(Duration.ofSeconds(1));
    Endpoint newer = add("ep_a");

    assertThat(store().ofTenant(tenant)).containsExactly(older, newer);
  }

  @Test
  void showsNobodyTheEndpointsOfAnother() {
    add("ep_1");

    assertThat(store().find("stranger", "ep_1")).isEmpty();
    assertThat(store().ofTenant("stranger")).isEmpty();
    assertThat(store().remove("stranger", "ep_1")).isFalse();
    assertThat(store().find(tenant, "ep_1")).isPresent();
  }

  @Test
  void removesAnEndpointOnce() {
    add("ep_1");

    assertThat(store().remove(tenant, "ep_1")).isTrue();
    assertThat(store().remove(tenant, "ep_1")).isFalse();
    assertThat(store().find(tenant, "ep_1")).isEmpty();
  }

  @Test
  void keepsNoMoreThanATenantMayHaveUntilOneIsRemoved() {
    for (int i = 0; i < Endpoint.MAX_PER_TENANT; i++) {
      add("ep_" + i);
    }

    assertThat(store().add(sample("ep_more"))).isFalse();
    assertThat(store().ofTenant(tenant)).hasSize(Endpoint.MAX_PER_TENANT);

    store().remove(tenant, "ep_0");
    assertThat(store().add(sample("ep_more"))).isTrue();
  }

  @Test
  void disablesAnEndpointForAReason() {
    Endpoint endpoint = add("ep_1");

    store().disable(tenant, "ep_1", "gone");

    assertThat(store().find(tenant, "ep_1")).contains(endpoint.disabled("gone"));
  }

  @Test
  void disablingWhatIsGoneBringsNothingBack() {
    store().disable(tenant, "ep_1", "gone");

    assertThat(store().find(tenant, "ep_1")).isEmpty();
    assertThat(store().ofTenant(tenant)).isEmpty();
  }

  private Endpoint add(String id) {
    Endpoint endpoint = sample(id);
    assertThat(store().add(endpoint)).isTrue();
    return endpoint;
  }

  private Endpoint sample(String id) {
    return new Endpoint(
        id,
        tenant,
        "https://hooks.example.com/" + id,
        List.of(),
        null,
        WebhookSamples.SECRET,
        true,
        null,
        clock.instant());
  }
}
