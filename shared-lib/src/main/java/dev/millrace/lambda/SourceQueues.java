package dev.millrace.lambda;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The queues whose messages a function works on.
final class SourceQueues {
  private final Map<String, String> urlByName;

  SourceQueues(Collection<String> urls) {
    this.urlByName =
        urls.stream().collect(Collectors.toMap(url -> lastPart(url, '/'), Function.identity()));
  }

  /// {@return the name of a queue}
  static String name(String queueArn) {
    return lastPart(queueArn, ':');
  }

  /// {@return the URL of the queue that handed a message out}
  ///
  /// @throws IllegalArgumentException if that is none of the function's
  String url(String queueArn) {
    String url = urlByName.get(name(queueArn));
    if (url == null) {
      throw new IllegalArgumentException("a message of an unknown queue: " + queueArn);
    }
    return url;
  }

  private static String lastPart(String text, char separator) {
    return text.substring(text.lastIndexOf(separator) + 1);
  }
}
