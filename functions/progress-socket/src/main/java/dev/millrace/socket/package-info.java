/// The progress-socket function: handler, routes, configuration and wiring.
@NullMarked
package dev.millrace.socket;

import org.jspecify.annotations.NullMarked;
