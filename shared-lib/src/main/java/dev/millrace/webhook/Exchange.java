package dev.millrace.webhook;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What went over the line in one attempt; the body that was sent is the event's.
///
/// @param requestHeaders as they were sent, without the values of the tenant's own
/// @param responseHeaders as they came, within bounds
/// @param responseBody how the answer's body begins; null if none came
/// @param headersMillis from the start to the answer's headers; null if none came
public record Exchange(
    Map<String, String> requestHeaders,
    Map<String, String> responseHeaders,
    @Nullable String responseBody,
    @Nullable Long headersMillis) {
  /// Nothing was sent.
  public static final Exchange NONE = new Exchange(Map.of(), Map.of(), null, null);

  public Exchange {
    requestHeaders = Map.copyOf(requestHeaders);
    responseHeaders = Map.copyOf(responseHeaders);
  }
}
