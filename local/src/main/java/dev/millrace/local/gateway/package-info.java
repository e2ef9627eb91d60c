/// The front of API Gateway: HTTP APIs (payload format 2.0) and WebSocket APIs.
@NullMarked
package dev.millrace.local.gateway;

import org.jspecify.annotations.NullMarked;
