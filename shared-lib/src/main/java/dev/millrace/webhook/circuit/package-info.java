/// How much an endpoint gets: the circuit that opens when it fails, and the concurrency that it
/// earns.
@NullMarked
package dev.millrace.webhook.circuit;

import org.jspecify.annotations.NullMarked;
