package dev.millrace.dispatch.http;

import java.util.Map;

/// The answer to a request, within bounds.
///
/// @param headers by name, in whatever case
/// @param body how it begins
/// @param headersMillis how long the headers took to come
record Reply(int status, Map<String, String> headers, String body, long headersMillis) {}
