package dev.millrace.api.s3;

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
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// The bucket as a page in a browser sees it: what it lets a page send and read, and what time it
/// is there.
public final class BrowserView {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration WORST_SKEW = Duration.ofMinutes(1);
  private static final String NEVER_THERE = "documents/normal/doctor/never-there";
  private static final String ANY = "*";

  private final S3Presigner presigner;
  private final String bucket;
  private final String origin;
  private final Clock clock;
  private final HttpClient http;

  /// @param origin of the pages that upload, `*` for any
  public BrowserView(
      S3Presigner presigner, String bucket, String origin, Clock clock, HttpClient http) {
    this.presigner = presigner;
    this.bucket = bucket;
    this.origin = origin.equals(ANY) ? "https://doctor.invalid" : origin;
    this.clock = clock;
    this.http = http;
  }

  /// {@return why a page could not send bytes, if it could not}
  public Optional<String> preflight() {
    HttpResponse<Void> answer =
        send(
            HttpRequest.newBuilder(url())
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "content-type"));
    return letsIn(answer)
        ? Optional.empty()
        : Optional.of("The preflight of a PUT from %s is refused.".formatted(origin));
  }

  /// {@return why a page could not read the ETag of a part that it sent, if it could not}
  public Optional<String> exposedETag() {
    HttpResponse<Void> answer = get();
    boolean exposed =
        answer.headers().allValues("access-control-expose-headers").stream()
            .flatMap(BrowserView::names)
            .anyMatch(name -> name.equals("etag") || name.equals(ANY));
    return exposed && letsIn(answer)
        ? Optional.empty()
        : Optional.of("A page from %s cannot read the header ETag.".formatted(origin));
  }

  /// {@return how far this clock is from that of S3, if that is too far}
  public Optional<String> clock() {
    Optional<Duration> skew =
        get().headers().firstValue("date").flatMap(BrowserView::time).map(this::skew);
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

  private static Stream<String> names(String header) {
    return Arrays.stream(header.split(",")).map(name -> name.strip().toLowerCase(Locale.ROOT));
  }

  private HttpResponse<Void> get() {
    return send(HttpRequest.newBuilder(url()).GET().header("Origin", origin));
  }

  private HttpResponse<Void> send(HttpRequest.Builder request) {
    try {
      return http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      throw new UncheckedIOException("S3 does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while S3 was asked", e);
    }
  }

  private URI url() {
    return URI.create(
        presigner
            .presignGetObject(request ->
                request
                    .signatureDuration(Duration.ofMinutes(1))
                    .getObjectRequest(get -> get.bucket(bucket).key(NEVER_THERE)))
            .url()
            .toString());
  }
}
