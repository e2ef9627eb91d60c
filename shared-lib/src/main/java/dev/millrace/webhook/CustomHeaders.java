package dev.millrace.webhook;

import java.util.List;

/// Headers that a tenant wants its endpoint's requests to have. Their values may be credentials, so
/// they are kept sealed and shown to nobody.
///
/// @param names in the order in which they were given
/// @param sealed names and values, which only [EndpointKeys] can open
public record CustomHeaders(List<String> names, String sealed) {
  /// How many an endpoint may have.
  public static final int MAX = 20;

  /// How long a value may be.
  public static final int MAX_VALUE_LENGTH = 1024;

  /// How many characters all of them may have together.
  public static final int MAX_TOTAL_LENGTH = 3000;

  public CustomHeaders {
    names = List.copyOf(names);
  }
}
