package dev.millrace.api.http;

import dev.millrace.http.ApiProblem;
import dev.millrace.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// A span of time that a request asks about, within what is kept.
record TimeRange(Instant from, Instant to) {
  /// How long deliveries and their counts are kept.
  static final Duration KEPT = Duration.ofDays(30);

  /// {@return the span of `from` and `to` in the query}
  ///
  /// @param length of the span if its beginning is not given
  static TimeRange of(HttpRequest request, Instant now, Duration length) {
    Instant to = time(request, "to").orElseGet(() -> after(now));
    Instant from = time(request, "from").orElseGet(() -> to.minus(length));
    return within(from, to, now);
  }

  /// {@return a span, cut to what is kept}
  ///
  /// @throws ApiProblem 400 if it ends before it begins
  static TimeRange within(Instant from, Instant to, Instant now) {
    if (from.isAfter(to)) {
      throw ApiProblem.invalidField("from", "must not be after to");
    }
    Instant oldest = now.minus(KEPT);
    Instant latest = now.plus(Duration.ofDays(1));
    return new TimeRange(from.isBefore(oldest) ? oldest : from, to.isAfter(latest) ? latest : to);
  }

  /// {@return the end of a span that a time belongs to}
  static Instant after(Instant now) {
    return now.plusMillis(1);
  }

  private static Optional<Instant> time(HttpRequest request, String name) {
    try {
      return Optional.ofNullable(request.query().get(name)).map(Instant::parse);
    } catch (DateTimeParseException e) {
      throw ApiProblem.invalidField(name, "must be a time such as 2026-01-31T12:00:00Z");
    }
  }
}
