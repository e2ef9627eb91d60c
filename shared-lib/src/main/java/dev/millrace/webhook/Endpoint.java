package dev.millrace.webhook;

import dev.millrace.event.EventData;
import dev.millrace.event.WebhookEvent;
import dev.millrace.id.Ids;
import dev.millrace.webhook.signing.SealedKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A tenant's URL that receives events. Its steps return a new value, which replaces exactly the
/// version that the step was taken from.
///
/// @param headers what its requests have in addition to ours; null if there are none
/// @param keys what signs its requests, the newest first
/// @param disabledReason why it gets nothing any more, a stable code; null while it is enabled
/// @param version one more with each step
public record Endpoint(
    String id,
    String tenantId,
    String url,
    EventFilter eventTypes,
    @Nullable String description,
    @Nullable CustomHeaders headers,
    EndpointLimits limits,
    List<SealedKey> keys,
    boolean enabled,
    @Nullable String disabledReason,
    Instant createdAt,
    long version) {
  /// What every id of an endpoint starts with.
  public static final String ID_PREFIX = "ep_";

  /// How many endpoints a tenant may have.
  public static final int MAX_PER_TENANT = 50;

  /// How many keys may sign at the same time, those being replaced included.
  public static final int MAX_KEYS = 8;

  public Endpoint {
    keys = List.copyOf(keys);
  }

  /// {@return a new endpoint, enabled}
  public static Endpoint of(
      String id, String tenantId, EndpointSettings settings, List<SealedKey> keys, Instant now) {
    return new Endpoint(
        id,
        tenantId,
        settings.url(),
        settings.eventTypes(),
        settings.description(),
        settings.headers(),
        settings.limits(),
        keys,
        true,
        null,
        now,
        1);
  }

  /// {@return what its tenant has set}
  public EndpointSettings settings() {
    return new EndpointSettings(url, eventTypes, description, headers, limits);
  }

  /// {@return whether an event goes to it, or would if it were enabled}
  public boolean wants(WebhookEvent event) {
    return event.endpointId() == null
        ? eventTypes.matches(event.type())
        : event.endpointId().equals(id);
  }

  /// {@return whether its requests are signed with Ed25519 too}
  public boolean signsAsymmetrically() {
    return keys.stream().anyMatch(key -> key.current() && key.publicKey() != null);
  }

  /// {@return this endpoint with other settings}
  public Endpoint with(EndpointSettings settings) {
    return next(settings, keys, enabled, disabledReason);
  }

  /// {@return this endpoint with new keys; the old ones sign on for a while}
  public Endpoint rotated(List<SealedKey> newKeys, Instant now, Duration overlap) {
    Stream<SealedKey> old =
        keys.stream().map(key -> key.until(now.plus(overlap))).filter(key -> key.validAt(now));
    return next(settings(), Stream.concat(newKeys.stream(), old).toList(), enabled, disabledReason);
  }

  /// {@return this endpoint as it gets events again}
  public Endpoint reenabled() {
    return next(settings(), keys, true, null);
  }

  /// {@return this endpoint cut off}
  public Endpoint disabled(String reason) {
    return next(settings(), keys, false, reason);
  }

  /// {@return what tells the tenant's other endpoints that this one was disabled}
  public WebhookEvent disabledNotice(Instant now) {
    return WebhookEvent.of(
        Ids.hash("evt_", id, Long.toString(version), "disabled"),
        tenantId,
        subject(),
        now,
        new EventData.EndpointDisabled(id, url, String.valueOf(disabledReason)));
  }

  /// {@return the partition of the outbox for events about this endpoint}
  public String subject() {
    return "T#" + tenantId + "#EP#" + id;
  }

  private Endpoint next(
      EndpointSettings settings,
      List<SealedKey> nextKeys,
      boolean nextEnabled,
      @Nullable String reason) {
    return new Endpoint(
        id,
        tenantId,
        settings.url(),
        settings.eventTypes(),
        settings.description(),
        settings.headers(),
        settings.limits(),
        nextKeys,
        nextEnabled,
        reason,
        createdAt,
        version + 1);
  }
}
