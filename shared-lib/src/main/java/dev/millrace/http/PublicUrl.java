package dev.millrace.http;

/// What callers know this API by.
///
/// @param configured without a slash at its end; empty if by the gateway's own name
public record PublicUrl(String configured) {
  /// {@return the address of the API that a request came by}
  public String of(HttpRequest request) {
    return configured.isEmpty()
        ? request.headers().getOrDefault("x-forwarded-proto", "https")
            + "://"
            + request.domainName()
        : configured;
  }
}
