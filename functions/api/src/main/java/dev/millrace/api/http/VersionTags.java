package dev.millrace.api.http;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Entity tags of uploads: their versions in quotes.
final class VersionTags {
  private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");

  private VersionTags() {}

  /// {@return the tag of a version}
  static String of(long version) {
    return "\"%d\"".formatted(version);
  }

  /// {@return the versions whose tags a header lists; what is no tag of ours is passed over}
  static Set<Long> in(String header) {
    return TAG.matcher(header)
        .results()
        .map((MatchResult tag) -> Long.valueOf(tag.group(1)))
        .collect(Collectors.toUnmodifiableSet());
  }
}
