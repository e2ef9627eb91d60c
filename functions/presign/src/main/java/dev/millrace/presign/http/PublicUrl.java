package dev.millrace.presign.http;

import dev.millrace.http.HttpRequest;

/// What callers know this API by.
///
/// @param configured without a slash at its end; empty if by the gateway's own name
public record PublicUrl(String configured) {
  String of(HttpRequest request) {
    return configured.isEmpty()
        ? request.headers().getOrDefault("x-forwarded-proto", "https")
            + "://"
            + request.domainName()
        : configured;
  }
}
