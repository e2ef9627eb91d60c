/// The sending of webhooks: one stage beside the bare sockets, and the whole way through a local
/// stack with and without subscribers in trouble.
@NullMarked
package dev.millrace.bench.webhook;

import org.jspecify.annotations.NullMarked;
