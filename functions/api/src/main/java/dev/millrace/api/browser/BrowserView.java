package dev.millrace.api.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A server as a page in a browser sees it: what it lets a page send and read, and what time it is
/// there.
public final class BrowserView {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration WORST_SKEW = Duration.ofMinutes(1);
  private static final String ANY = "*";

  private final String origin;
  private final Clock clock;
  private final HttpClient http;

  /// @param origin of the pages that upload, `*` for any
  public BrowserView(String origin, Clock clock, HttpClient http) {
    this.origin = origin.equals(ANY) ? "https://doctor.invalid" : origin;
    this.clock = clock;
    this.http = http;
  }

  /// {@return why a page could not send a request, if it could not}
  ///
  /// @param headers that it sends, in lower case
  public Optional<String> preflight(URI address, String method, Set<String> headers) {
    HttpResponse<Void> answer =
        send(
            HttpRequest.newBuilder(address)
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .header(
                    "Access-Control-Request-Headers",
                    headers.stream().sorted().collect(Collectors.joining(","))));
    return letsIn(answer) && allows(answer, headers)
        ? Optional.empty()
        : Optional.of("The preflight of a %s from %s is refused.".formatted(method, origin));
  }

  /// `*` stands for all headers but `authorization`.
  private static boolean allows(HttpResponse<Void> answer, Set<String> headers) {
    Set<String> allowed = names(answer, "access-control-allow-headers");
    return headers.stream()
        .allMatch(name ->
            allowed.contains(name) || (allowed.contains(ANY) && !name.equals("authorization")));
  }

  /// {@return why a page could not read the ETag of an answer, if it could not}
  public Optional<String> exposedETag(URI address) {
    HttpResponse<Void> answer = get(address);
    Set<String> exposed = names(answer, "access-control-expose-headers");
    return letsIn(answer) && (exposed.contains("etag") || exposed.contains(ANY))
        ? Optional.empty()
        : Optional.of("A page from %s cannot read the header ETag.".formatted(origin));
  }

  /// {@return how far this clock is from that of S3, if that is too far}
  public Optional<String> clock(URI address) {
    Optional<Duration> skew =
        get(address).headers().firstValue("date").flatMap(BrowserView::time).map(this::skew);
    return skew.filter(s -> s.compareTo(WORST_SKEW) > 0)
        .map(s -> "The clock differs from that of S3 by %d seconds.".formatted(s.toSeconds()));
  }

  private Duration skew(Instant theirs) {
    return Duration.between(theirs, clock.instant()).abs();
  }

  private static Optional<Instant> time(String date) {
    try {
      return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private boolean letsIn(HttpResponse<Void> answer) {
    return answer
        .headers()
        .firstValue("access-control-allow-origin")
        .filter(allowed -> allowed.equals(ANY) || allowed.equals(origin))
        .isPresent();
  }

  /// {@return the names that a header lists, in lower case}
  private static Set<String> names(HttpResponse<Void> answer, String header) {
    return answer.headers().allValues(header).stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  private HttpResponse<Void> get(URI address) {
    return send(HttpRequest.newBuilder(address).GET().header("Origin", origin));
  }

  private HttpResponse<Void> send(HttpRequest.Builder request) {
    try {
      return http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      throw new UncheckedIOException("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an answer", e);
    }
  }
}
