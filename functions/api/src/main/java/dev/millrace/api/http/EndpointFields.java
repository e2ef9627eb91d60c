package dev.millrace.api.http;

import dev.millrace.api.core.EndpointWish;
import dev.millrace.http.BodyFields;
import dev.millrace.webhook.CustomHeaders;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.EndpointLimits;
import dev.millrace.webhook.EventFilter;
import dev.millrace.webhook.signing.EndpointSecret;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what a client wants of an endpoint; what is wrong is recorded with the fields.
final class EndpointFields {
  private static final int MAX_DESCRIPTION = 256;
  private static final int MAX_PATTERNS = 30;
  private static final int MAX_HEADER_NAME = 64;
  private static final Set<String> SIGNATURES = Set.of("v1", "v1a");
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]*");

  /// Headers that are ours, the connection's or a proxy's.
  private static final Pattern RESERVED =
      Pattern.compile(
          "webhook-.*|svix-.*|content-.*|proxy-.*|x-forwarded-.*|forwarded|via|host|connection"
              + "|transfer-encoding|te|trailer|upgrade|keep-alive|expect|user-agent"
              + "|accept-encoding|traceparent|tracestate|cookie|date");

  private final BodyFields fields;

  EndpointFields(BodyFields fields) {
    this.fields = fields;
  }

  /// {@return a new endpoint as it is wanted}
  EndpointWish create() {
    return new EndpointWish(
        fields.requiredText("url"),
        eventTypes(EventFilter.ALL),
        description(null),
        headers(),
        limits(EndpointLimits.NONE));
  }

  /// {@return an endpoint as it is wanted: fields that are absent stay as they are, and null clears
  /// them}
  EndpointWish update(Endpoint before) {
    if (fields.has("url") && fields.text("url").isEmpty()) {
      fields.problem("url", "is required");
    }
    return new EndpointWish(
        fields.text("url").orElse(before.url()),
        eventTypes(before.eventTypes()),
        description(before.description()),
        headers(),
        limits(before.limits()));
  }

  /// {@return the secret that the client brings; null if it wants one of ours}
  @Nullable EndpointSecret secret() {
    Optional<String> text = fields.text("secret");
    try {
      return text.map(EndpointSecret::new).orElse(null);
    } catch (IllegalArgumentException e) {
      fields.problem("secret", "must be whsec_ and 24 to 64 bytes in base 64");
      return null;
    }
  }

  /// {@return whether signatures with Ed25519 are wanted too}
  boolean asymmetric() {
    List<String> signatures = fields.textList("signatures").orElse(List.of("v1"));
    if (!signatures.contains("v1") || !SIGNATURES.containsAll(signatures)) {
      fields.problem("signatures", "must be [\"v1\"] or [\"v1\", \"v1a\"]");
    }
    return signatures.contains("v1a");
  }

  private EventFilter eventTypes(EventFilter before) {
    if (!fields.has("eventTypes")) {
      return before;
    }
    List<String> patterns =
        fields.textList("eventTypes").orElse(List.of()).stream().distinct().toList();
    patterns.stream()
        .filter(pattern -> !EventFilter.namesSomething(pattern))
        .findFirst()
        .ifPresent(pattern -> fields.problem("eventTypes", "there is no event type " + pattern));
    if (patterns.size() > MAX_PATTERNS) {
      fields.problem("eventTypes", "must not have more than %d entries".formatted(MAX_PATTERNS));
    }
    return new EventFilter(patterns);
  }

  private @Nullable String description(@Nullable String before) {
    if (!fields.has("description")) {
      return before;
    }
    String description = fields.text("description").orElse(null);
    if (description != null && description.length() > MAX_DESCRIPTION) {
      fields.problem(
          "description", "must not be longer than %d characters".formatted(MAX_DESCRIPTION));
    }
    return description;
  }

  private @Nullable Map<String, String> headers() {
    if (!fields.has("headers")) {
      return null;
    }
    Map<String, String> headers = fields.texts("headers");
    headers.forEach(this::checkHeader);
    int total = headers.entrySet().stream().mapToInt(EndpointFields::length).sum();
    if (headers.size() > CustomHeaders.MAX || total > CustomHeaders.MAX_TOTAL_LENGTH) {
      fields.problem(
          "headers",
          "must not be more than %d, or %d characters together"
              .formatted(CustomHeaders.MAX, CustomHeaders.MAX_TOTAL_LENGTH));
    }
    return headers;
  }

  private void checkHeader(String name, String value) {
    if (!HEADER_NAME.matcher(name).matches() || name.length() > MAX_HEADER_NAME) {
      fields.problem("headers", "has a name that no header may have");
    } else if (RESERVED.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
      fields.problem("headers", "must not have " + name + ", which is reserved");
    } else if (!HEADER_VALUE.matcher(value).matches()
        || value.length() > CustomHeaders.MAX_VALUE_LENGTH) {
      fields.problem(
          "headers",
          "must have values of at most %d printable characters of ASCII"
              .formatted(CustomHeaders.MAX_VALUE_LENGTH));
    }
  }

  private static int length(Map.Entry<String, String> header) {
    return header.getKey().length() + header.getValue().length();
  }

  private EndpointLimits limits(EndpointLimits before) {
    return new EndpointLimits(
        number("maxRetries", 0, 20, before.maxRetries()),
        number("timeoutSeconds", 1, 30, before.timeoutSeconds()),
        number("ratePerSecond", 1, 1000, before.ratePerSecond()),
        number("maxInFlight", 1, 200, before.maxInFlight()));
  }

  private @Nullable Integer number(String name, int min, int max, @Nullable Integer before) {
    return fields.has(name) ? fields.wholeNumber(name, min, max).orElse(null) : before;
  }
}
