package dev.millrace.api.http;

import dev.millrace.event.EventType;
import dev.millrace.http.ApiProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The endpoint that a client wants, as it wrote it.
record NewEndpointBody(
    @Nullable String url,
    @Nullable List<@Nullable String> eventTypes,
    @Nullable String description) {
  private static final int MAX_DESCRIPTION = 256;

  /// {@return the endpoint that is wanted}
  ///
  /// @throws ApiProblem 400 that names everything that is wrong
  Wanted checked() {
    List<Map<String, String>> errors = new ArrayList<>();
    if (url == null) {
      errors.add(error("url", "is missing"));
    }
    if (description != null && description.length() > MAX_DESCRIPTION) {
      errors.add(error("description", "is longer than %d characters".formatted(MAX_DESCRIPTION)));
    }
    List<EventType> types = new ArrayList<>();
    for (String name : eventTypes == null ? List.<@Nullable String>of() : eventTypes) {
      Optional<EventType> type = name == null ? Optional.empty() : EventType.of(name);
      type.ifPresentOrElse(
          types::add, () -> errors.add(error("eventTypes", "there is no event type " + name)));
    }
    if (!errors.isEmpty()) {
      throw ApiProblem.invalid("invalid_request", errors.getFirst().get("field") + " is not valid.")
          .with("errors", errors);
    }
    return new Wanted(String.valueOf(url), types.stream().distinct().toList(), description);
  }

  /// An endpoint that makes sense as far as it goes.
  record Wanted(String url, List<EventType> eventTypes, @Nullable String description) {}

  private static Map<String, String> error(String field, String message) {
    return Map.of("field", field, "message", message);
  }
}
