package dev.millrace.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.WebhookEvent;
import dev.millrace.testing.MovableClock;
import dev.millrace.webhook.CustomHeaders;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.EndpointLimits;
import dev.millrace.webhook.EndpointSettings;
import dev.millrace.webhook.EndpointStore;
import dev.millrace.webhook.EventFilter;
import dev.millrace.webhook.signing.SealedKey;
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

  /// {@return the notices in the outbox about a subject}
  protected abstract List<WebhookEvent> notices(String subject);

  @Test
  void keepsEveryFieldOfAnEndpoint() {
    Endpoint endpoint =
        Endpoint.of(
            "ep_1",
            tenant,
            new EndpointSettings(
                "https://hooks.example.com/a?b=c",
                new EventFilter(List.of("upload.*", "ping")),
                "the accounting system",
                new CustomHeaders(List.of("X-Tenant"), "sealed headers"),
                new EndpointLimits(3, 10, 5, 2)),
            List.of(
                new SealedKey("sealed key", "whpk_1", null),
                new SealedKey("older key", null, clock.instant())),
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
  void onlyOneOfTwoStepsFromTheSameVersionIsWritten() {
    Endpoint endpoint = add("ep_1");

    assertThat(store().save(endpoint.disabled("gone"), List.of())).isTrue();
    assertThat(store().save(endpoint.disabled("failing"), List.of())).isFalse();

    assertThat(store().find(tenant, "ep_1")).contains(endpoint.disabled("gone"));
  }

  @Test
  void disablesAnEndpointOnceAndWritesANoticeOfIt() {
    Endpoint endpoint = add("ep_1");

    store().disable(tenant, "ep_1", "gone", clock.instant());
    store().disable(tenant, "ep_1", "failing", clock.instant());

    Endpoint disabled = endpoint.disabled("gone");
    assertThat(store().find(tenant, "ep_1")).contains(disabled);
    assertThat(notices(endpoint.subject()))
        .containsExactly(disabled.disabledNotice(clock.instant()));
  }

  @Test
  void disablingWhatIsGoneBringsNothingBack() {
    store().disable(tenant, "ep_1", "gone", clock.instant());

    assertThat(store().find(tenant, "ep_1")).isEmpty();
    assertThat(store().ofTenant(tenant)).isEmpty();
  }

  private Endpoint add(String id) {
    Endpoint endpoint = sample(id);
    assertThat(store().add(endpoint)).isTrue();
    return endpoint;
  }

  private Endpoint sample(String id) {
    return Endpoint.of(
        id,
        tenant,
        new EndpointSettings(
            "https://hooks.example.com/" + id, EventFilter.ALL, null, null, EndpointLimits.NONE),
        List.of(new SealedKey("sealed", null, null)),
        clock.instant());
  }
}
