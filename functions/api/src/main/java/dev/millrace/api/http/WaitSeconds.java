package dev.millrace.api.http;

import dev.millrace.http.ApiProblem;
import dev.millrace.http.HttpRequest;
import java.time.Duration;
import java.util.regex.Pattern;

/// The query parameter `wait`: how long an answer may be held back.
final class WaitSeconds {
  /// Seconds after which to ask again, where there was no room to wait.
  static final String ASK_AGAIN = "2";

  private static final Pattern SECONDS = Pattern.compile("1?\\d|20");

  private WaitSeconds() {}

  /// {@return how long to wait, not at all unless told}
  static Duration of(HttpRequest request) {
    String wait = request.query().getOrDefault("wait", "0");
    if (!SECONDS.matcher(wait).matches()) {
      throw ApiProblem.invalidField("wait", "must be a whole number from 0 to 20");
    }
    return Duration.ofSeconds(Integer.parseInt(wait));
  }
}
