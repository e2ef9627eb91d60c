/// Sends frames through the WebSocket API's own HTTP interface.
@NullMarked
package dev.millrace.relay.http;

import org.jspecify.annotations.NullMarked;
